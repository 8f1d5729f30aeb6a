#include "log/sqlite/sqlite_producer.hpp"

#include <utility>

namespace slipstream::log::sqlite {
namespace {

constexpr std::size_t kMaxRecordBytes = std::size_t{8} << 20;

}  // namespace

SqliteProducer::SqliteProducer(std::shared_ptr<Engine> engine, ProducerOptions options)
    : engine_(std::move(engine)) {
  const std::string& id = options.transactional_id;
  const std::uint64_t epoch = id.empty() ? 0 : engine_->fences().enter(id);
  state_ = std::make_shared<ProducerState>(std::move(options), epoch);
}

SqliteProducer::~SqliteProducer() {
  // Without a limit: the writer always settles every request, if only with an error.
  while (true) {
    const auto drained = state_->drain(std::chrono::hours{1});
    if (drained || drained.error().code != ErrorCode::timeout) return;
  }
}

Result<> SqliteProducer::send(RecordBatch batch) {
  if (batch.empty()) return {};
  if (auto checked = check(batch); !checked) return checked;
  const std::size_t bytes = batch.bytes();
  if (transactional()) {
    if (!in_transaction_) return fail(ErrorCode::invalid_argument, "send outside of a transaction");
    if (auto current = check_fence(); !current) return current;
    if (transaction_.bytes + bytes > state_->options().queue_bytes)
      return fail(ErrorCode::invalid_argument, "a transaction holds at most {} bytes",
                  state_->options().queue_bytes);
    transaction_.bytes += bytes;
    transaction_.batches.push_back(std::move(batch));
    return {};
  }
  if (auto reserved = state_->reserve(bytes); !reserved) return reserved;
  AppendRequest request;
  request.producer = state_;
  request.bytes = bytes;
  request.batches.push_back(std::move(batch));
  engine_->writer()->submit(std::move(request));
  return {};
}

/// What can be told before the batch is queued.
Result<> SqliteProducer::check(const RecordBatch& batch) {
  const TopicRef topic = engine_->catalog().find(batch.topic());
  if (topic == nullptr) return std::unexpected(no_such_topic(batch.topic()));
  const bool keyed = topic->spec().compacted;
  for (std::size_t index = 0; index < batch.size(); ++index) {
    const RecordView record = batch[index];
    if (!topic->has(record.partition))
      return fail(ErrorCode::invalid_argument, "topic {} has no partition {}", batch.topic(),
                  record.partition);
    if (keyed && record.key.empty())
      return fail(ErrorCode::invalid_argument, "topic {} is compacted: a record needs a key", batch.topic());
    const std::size_t bytes = record.key.size() + record.value.value_or("").size();
    if (bytes > kMaxRecordBytes)
      return fail(ErrorCode::invalid_argument, "a record of {} bytes; at most {} are taken", bytes,
                  kMaxRecordBytes);
  }
  return {};
}

Result<> SqliteProducer::check_fence() const {
  const std::string& id = state_->options().transactional_id;
  if (engine_->fences().fenced(id, state_->epoch()))
    return fail(ErrorCode::conflict, "a newer producer has taken over transactional id {}", id);
  return {};
}

Result<> SqliteProducer::flush(std::chrono::milliseconds timeout) { return state_->drain(timeout); }

Result<> SqliteProducer::begin() {
  if (!transactional()) return fail(ErrorCode::invalid_argument, "the producer has no transactional id");
  if (in_transaction_) return fail(ErrorCode::invalid_argument, "a transaction is open already");
  if (auto current = check_fence(); !current) return current;
  in_transaction_ = true;
  transaction_ = AppendRequest{};
  return {};
}

Result<> SqliteProducer::commit(std::string_view group, const Offsets& offsets) {
  if (!in_transaction_) return fail(ErrorCode::invalid_argument, "no transaction is open");
  if (group.empty() && !offsets.empty())
    return fail(ErrorCode::invalid_argument, "offsets need the name of their group");
  in_transaction_ = false;
  AppendRequest request = std::exchange(transaction_, AppendRequest{});
  if (auto reserved = state_->reserve(request.bytes); !reserved) return reserved;
  request.producer = state_;
  request.group = group;
  request.offsets = offsets;
  std::future<Result<>> done = request.done.emplace().get_future();
  engine_->writer()->submit(std::move(request));
  auto committed = done.get();
  // The caller learns of a failure here; it must not stand in the way of the next transaction.
  [[maybe_unused]] const auto told = state_->drain(std::chrono::milliseconds{0});
  return committed;
}

Result<> SqliteProducer::abort() {
  if (!in_transaction_) return fail(ErrorCode::invalid_argument, "no transaction is open");
  in_transaction_ = false;
  transaction_ = AppendRequest{};
  return {};
}

}  // namespace slipstream::log::sqlite

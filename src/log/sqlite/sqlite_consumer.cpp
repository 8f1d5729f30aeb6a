#include "log/sqlite/sqlite_consumer.hpp"

#include <algorithm>

#include "log/sqlite/group_offsets.hpp"

namespace slipstream::log::sqlite {

Result<std::unique_ptr<SqliteConsumer>> SqliteConsumer::open(std::shared_ptr<Engine> engine,
                                                             ConsumerOptions options) {
  FileLock lock;
  if (!options.group.empty()) {
    auto taken = FileLock::acquire(group_lock_file(engine->options().file, options.group),
                                   fmt::format("group {} has a member already:", options.group));
    if (!taken) return propagate(taken);
    lock = std::move(*taken);
  }
  auto reader = Reader::open(engine->options().file);
  if (!reader) return propagate(reader);
  std::unique_ptr<SqliteConsumer> consumer{
      new SqliteConsumer(std::move(engine), std::move(options), std::move(lock), std::move(*reader))};
  if (auto assigned = consumer->assign(); !assigned) return propagate(assigned);
  return consumer;
}

Result<> SqliteConsumer::assign() {
  Offsets committed;
  if (!options_.group.empty()) {
    auto loaded = engine_->query([&](Database& database) { return load_offsets(database, options_.group); });
    if (!loaded) return propagate(loaded);
    committed = std::move(*loaded);
  }
  for (const std::string& name : options_.topics) {
    const TopicRef topic = engine_->catalog().find(name);
    if (topic == nullptr) return std::unexpected(no_such_topic(name));
    for (Partition partition = 0; partition < topic->partition_count(); ++partition)
      if (auto added = add_position(topic, partition, committed); !added) return added;
  }
  for (const TopicPartition& where : options_.assign) {
    const TopicRef topic = engine_->catalog().find(where.topic);
    if (topic == nullptr) return std::unexpected(no_such_topic(where.topic));
    if (auto added = add_position(topic, where.partition, committed); !added) return added;
  }
  if (positions_.empty()) return fail(ErrorCode::invalid_argument, "a consumer needs topics or partitions");
  return {};
}

Result<> SqliteConsumer::add_position(const TopicRef& topic, Partition partition, const Offsets& committed) {
  if (!topic->has(partition))
    return fail(ErrorCode::invalid_argument, "topic {} has no partition {}", topic->name(), partition);
  const PartitionState& state = topic->partition(partition);
  const TopicPartition where{topic->name(), partition};
  Position position{topic, partition,
                    options_.start == StartAt::earliest ? state.begin.load() : state.end.load()};
  if (const auto found = committed.find(where); found != committed.end()) position.next = found->second;
  if (const auto found = options_.start_offsets.find(where); found != options_.start_offsets.end())
    position.next = found->second;
  position.next = std::clamp(position.next, Offset{0}, state.end.load());
  positions_.push_back(std::move(position));
  return {};
}

Result<std::shared_ptr<const RecordBatch>> SqliteConsumer::poll(std::chrono::milliseconds timeout) {
  tell_assigned();
  const auto deadline = std::chrono::steady_clock::now() + timeout;
  while (true) {
    const std::uint64_t seen = engine_->bell().rings();
    if (woken_.exchange(false)) break;
    auto batch = next();
    if (!batch || *batch != nullptr) return batch;
    if (!engine_->bell().wait(seen, deadline)) break;
  }
  return std::make_shared<const RecordBatch>();
}

void SqliteConsumer::tell_assigned() {
  if (told_assigned_) return;
  told_assigned_ = true;
  if (!options_.on_assigned) return;
  std::vector<TopicPartition> assigned;
  assigned.reserve(positions_.size());
  for (const Position& position : positions_)
    assigned.push_back({position.topic->name(), position.partition});
  options_.on_assigned(assigned);
}

/// nullptr when there is nothing new.
Result<SqliteConsumer::Batch> SqliteConsumer::next() {
  for (const Position& position : positions_)
    if (position.topic->deleted()) return std::unexpected(no_such_topic(position.topic->name()));
  if (Batch batch = next_cached()) return batch;
  return next_from_file();
}

/// The next batch in the order of commits, if the cache reaches back to our positions; else nullptr.
SqliteConsumer::Batch SqliteConsumer::next_cached() {
  const auto concerns_us = [&](const CachedBatch& cached) {
    return std::any_of(cached.ranges.begin(), cached.ranges.end(), [&](const OffsetRange& range) {
      const Position* position = find(cached.topic.get(), range.partition);
      return position != nullptr && position->next < range.end;
    });
  };
  const auto cached = engine_->cache().first(cache_at_, concerns_us);
  if (cached == nullptr) return nullptr;
  const bool hole = std::any_of(cached->ranges.begin(), cached->ranges.end(), [&](const OffsetRange& range) {
    const Position* position = find(cached->topic.get(), range.partition);
    return position != nullptr && position->next < range.begin;
  });
  return hole ? nullptr : take(*cached);
}

SqliteConsumer::Batch SqliteConsumer::take(const CachedBatch& cached) {
  const bool whole = std::all_of(cached.ranges.begin(), cached.ranges.end(), [&](const OffsetRange& range) {
    const Position* position = find(cached.topic.get(), range.partition);
    return position != nullptr && position->next == range.begin;
  });
  if (!whole || cached.batch->size() > options_.max_batch_records ||
      cached.batch->bytes() > options_.max_batch_bytes)
    return copy_wanted(cached);
  for (const OffsetRange& range : cached.ranges) find(cached.topic.get(), range.partition)->next = range.end;
  return cached.batch;
}

SqliteConsumer::Batch SqliteConsumer::copy_wanted(const CachedBatch& cached) {
  auto copy = std::make_shared<RecordBatch>(cached.topic->name());
  std::vector<HeaderView> headers;
  const RecordBatch& batch = *cached.batch;
  for (std::size_t index = 0; index < batch.size(); ++index) {
    const RecordView record = batch[index];
    Position* position = find(cached.topic.get(), record.partition);
    if (position == nullptr || record.offset < position->next) continue;
    const std::size_t bytes = record.key.size() + record.value.value_or("").size();
    if (!copy->empty() &&
        (copy->size() >= options_.max_batch_records || copy->bytes() + bytes > options_.max_batch_bytes))
      break;
    headers.clear();
    for (std::size_t number = 0; number < record.header_count; ++number)
      headers.push_back(batch.header(index, number));
    copy->append(record.partition, record.timestamp, record.key, record.value, headers, record.offset);
    position->next = record.offset + 1;
  }
  return copy;
}

/// One topic a turn, so that a long one does not starve the others.
Result<SqliteConsumer::Batch> SqliteConsumer::next_from_file() {
  for (std::size_t tried = 0; tried < positions_.size(); ++tried) {
    const Position& first = positions_[(turn_ + tried) % positions_.size()];
    if (!first.behind()) continue;
    const TopicRef topic = first.topic;
    auto batch = reader_.read(topic, positions_, {options_.max_batch_records, options_.max_batch_bytes});
    if (!batch) return propagate(batch);
    if ((*batch)->empty()) continue;
    turn_ = (turn_ + tried) % positions_.size();
    while (positions_[turn_].topic == topic && turn_ + 1 < positions_.size()) ++turn_;
    if (positions_[turn_].topic == topic) turn_ = 0;
    return Batch{std::move(*batch)};
  }
  return Batch{};
}

Position* SqliteConsumer::find(const Topic* topic, Partition partition) {
  for (Position& position : positions_)
    if (position.partition == partition && position.topic.get() == topic) return &position;
  return nullptr;
}

Result<> SqliteConsumer::commit() { return commit(positions()); }

Result<> SqliteConsumer::commit(const Offsets& offsets) {
  if (options_.group.empty())
    return fail(ErrorCode::invalid_argument, "a consumer without a group cannot commit");
  return engine_->commit_offsets(options_.group, offsets);
}

Offsets SqliteConsumer::positions() const {
  Offsets positions;
  for (const Position& position : positions_)
    positions[{position.topic->name(), position.partition}] = position.next;
  return positions;
}

Result<> SqliteConsumer::seek(const TopicPartition& partition, Offset offset) {
  for (Position& position : positions_) {
    if (position.partition != partition.partition || position.topic->name() != partition.topic) continue;
    if (offset < 0 || offset > position.state().end)
      return fail_at(fmt::format("{}[{}]@{}", partition.topic, partition.partition, offset),
                     ErrorCode::invalid_argument, "the partition ends at {}", position.state().end.load());
    position.next = offset;
    cache_at_ = 0;
    return {};
  }
  return fail(ErrorCode::invalid_argument, "{}[{}] is not assigned", partition.topic, partition.partition);
}

Result<std::int64_t> SqliteConsumer::lag() {
  std::int64_t behind = 0;
  for (const Position& position : positions_) {
    const PartitionState& state = position.state();
    behind += std::max<std::int64_t>(0, state.end - std::max(position.next, state.begin.load()));
  }
  return behind;
}

void SqliteConsumer::wake() {
  woken_ = true;
  engine_->bell().ring();
}

}  // namespace slipstream::log::sqlite

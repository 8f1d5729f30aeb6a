#include "log/kafka/kafka_producer.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "log/kafka/admin.hpp"

namespace slipstream::log::kafka {
namespace {

constexpr int kPollMs = 100;
/// So that a dead processor does not hold up readers for the usual minute.
constexpr const char* kTransactionTimeoutMs = "10000";
constexpr int kCloseTimeoutMs = 10'000;

rd_kafka_vu_t integer(rd_kafka_vtype_t type, std::int64_t value) {
  rd_kafka_vu_t argument{};
  argument.vtype = type;
  if (type == RD_KAFKA_VTYPE_PARTITION)
    argument.u.i32 = static_cast<std::int32_t>(value);
  else
    argument.u.i64 = value;
  return argument;
}

rd_kafka_vu_t pointer(rd_kafka_vtype_t type, void* value) {
  rd_kafka_vu_t argument{};
  argument.vtype = type;
  argument.u.ptr = value;
  return argument;
}

/// An empty text is not a missing one.
rd_kafka_vu_t bytes(rd_kafka_vtype_t type, std::optional<std::string_view> text) {
  rd_kafka_vu_t argument{};
  argument.vtype = type;
  if (text) {
    argument.u.mem.ptr = const_cast<char*>(text->empty() ? "" : text->data());  // librdkafka only reads it
    argument.u.mem.size = text->size();
  }
  return argument;
}

rd_kafka_headers_t* make_headers(const RecordBatch& batch, std::size_t index) {
  const std::size_t count = batch[index].header_count;
  rd_kafka_headers_t* headers = rd_kafka_headers_new(count);
  for (std::size_t number = 0; number < count; ++number) {
    const HeaderView header = batch.header(index, number);
    const char* value = header.value.empty() ? "" : header.value.data();
    rd_kafka_header_add(headers, header.key.data(), static_cast<ssize_t>(header.key.size()), value,
                        static_cast<ssize_t>(header.value.size()));
  }
  return headers;
}

}  // namespace

Result<std::unique_ptr<KafkaProducer>> KafkaProducer::open(ClusterPtr cluster, ProducerOptions options) {
  std::unique_ptr<KafkaProducer> producer{new KafkaProducer(std::move(cluster), std::move(options))};
  Configuration configuration{producer->cluster_->options};
  configuration.set("enable.idempotence", "true");
  if (!producer->cluster_->options.properties.contains("compression.codec"))  // its other name
    configuration.set("compression.type", "lz4");
  // queue_bytes bounds what waits; librdkafka's own limits only must not come first.
  configuration.set("queue.buffering.max.messages", "0");
  configuration.set("queue.buffering.max.kbytes", "2147483647");
  const std::string& id = producer->options_.transactional_id;
  if (!id.empty()) {
    configuration.set("transactional.id", id);
    configuration.set("transaction.timeout.ms", kTransactionTimeoutMs);
  }
  rd_kafka_conf_set_opaque(configuration.handle(), producer.get());
  rd_kafka_conf_set_dr_msg_cb(configuration.handle(), on_report);
  rd_kafka_conf_set_error_cb(configuration.handle(), on_error);
  auto client = configuration.create(RD_KAFKA_PRODUCER);
  if (!client) return propagate(client);
  producer->client_ = std::move(*client);
  if (!id.empty()) {
    auto ready = check(
        Handle<rd_kafka_error_t>{rd_kafka_init_transactions(producer->client_.get(), 3 * kRequestTimeoutMs)},
        "transactions of " + id);
    if (!ready) return propagate(ready);
  }
  return producer;
}

KafkaProducer::~KafkaProducer() {
  if (client_ == nullptr) return;
  if (in_transaction_) {
    [[maybe_unused]] const auto aborted = abort();
  }
  rd_kafka_flush(client_.get(), kCloseTimeoutMs);
  if (pending_.empty()) return;
  rd_kafka_purge(client_.get(), RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT);
  while (!pending_.empty()) rd_kafka_poll(client_.get(), kPollMs);
}

Result<> KafkaProducer::send(RecordBatch batch) {
  if (batch.empty()) return {};
  if (transactional() && !in_transaction_)
    return fail(ErrorCode::invalid_argument, "send outside of a transaction");
  auto found = topic(batch.topic());
  if (!found) return propagate(found);
  if (auto checked = check_batch(**found, batch); !checked) return checked;
  wait_for_room(batch.bytes());
  if (failure_) return std::unexpected(*failure_);
  const std::size_t count = batch.size();
  const Partition last_partition = batch[count - 1].partition;
  waiting_bytes_ += batch.bytes();
  pending_.push_back(std::make_unique<Pending>(Pending{std::move(batch), count, last_partition, -1}));
  Pending& pending = *pending_.back();
  for (std::size_t index = 0; index < count; ++index) {
    auto produced = produce(**found, pending, index);
    if (produced) continue;
    // What was not handed over is not reported by librdkafka: settle it here.
    pending.open -= count - index;
    pending.error = produced.error();
    settle();
    return produced;
  }
  rd_kafka_poll(client_.get(), 0);
  return {};
}

Result<const KafkaProducer::Topic*> KafkaProducer::topic(const std::string& name) {
  if (const auto found = topics_.find(name); found != topics_.end()) return &found->second;
  auto known = cluster_topics(client_.get());
  if (!known) return propagate(known);
  const auto found = known->find(name);
  if (found == known->end()) return std::unexpected(why_missing(client_.get(), name));
  Handle<rd_kafka_topic_t> handle{rd_kafka_topic_new(client_.get(), name.c_str(), nullptr)};
  if (handle == nullptr) return std::unexpected(to_error(rd_kafka_last_error(), "topic " + name));
  return &topics_.emplace(name, Topic{std::move(handle), found->second.partitions}).first->second;
}

Result<> KafkaProducer::check_batch(const Topic& topic, const RecordBatch& batch) const {
  for (std::size_t index = 0; index < batch.size(); ++index) {
    const Partition partition = batch[index].partition;
    if (partition < 0 || partition >= topic.partitions)
      return fail(ErrorCode::invalid_argument, "topic {} has no partition {}", batch.topic(), partition);
  }
  return {};
}

void KafkaProducer::wait_for_room(std::size_t bytes) {
  while (!failure_ && !pending_.empty() && waiting_bytes_ + bytes > options_.queue_bytes)
    rd_kafka_poll(client_.get(), kPollMs);
}

Result<> KafkaProducer::produce(const Topic& topic, Pending& pending, std::size_t index) {
  const RecordView record = pending.batch[index];
  std::array<rd_kafka_vu_t, 7> arguments{
      pointer(RD_KAFKA_VTYPE_RKT, topic.handle.get()),
      integer(RD_KAFKA_VTYPE_PARTITION, record.partition),
      integer(RD_KAFKA_VTYPE_TIMESTAMP,
              std::chrono::floor<std::chrono::milliseconds>(record.timestamp).time_since_epoch().count()),
      bytes(RD_KAFKA_VTYPE_KEY, record.key.empty() ? std::nullopt : std::optional{record.key}),
      bytes(RD_KAFKA_VTYPE_VALUE, record.value),
      pointer(RD_KAFKA_VTYPE_OPAQUE, &pending),
  };
  std::size_t count = 6;
  rd_kafka_headers_t* headers = record.header_count > 0 ? make_headers(pending.batch, index) : nullptr;
  if (headers != nullptr) {
    arguments[count] = {};
    arguments[count].vtype = RD_KAFKA_VTYPE_HEADERS;
    arguments[count].u.headers = headers;
    ++count;
  }
  Handle<rd_kafka_error_t> failed{rd_kafka_produceva(client_.get(), arguments.data(), count)};
  if (failed != nullptr && headers != nullptr) rd_kafka_headers_destroy(headers);  // still ours
  if (rd_kafka_error_code(failed.get()) == RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE) {
    return fail(ErrorCode::invalid_argument,
                "{}: a record of {} bytes is more than kafka.properties.message.max.bytes",
                pending.batch.topic(), record.key.size() + record.value.value_or("").size());
  }
  return check(std::move(failed), pending.batch.topic());
}

/// librdkafka calls it from within poll and flush, so on the producer's own thread.
void KafkaProducer::on_report(rd_kafka_t*, const rd_kafka_message_t* message, void* opaque) {
  auto& producer = *static_cast<KafkaProducer*>(opaque);
  auto& pending = *static_cast<Pending*>(message->_private);
  if (message->err != RD_KAFKA_RESP_ERR_NO_ERROR && !pending.error)
    pending.error = producer.delivery_error(*message, pending.batch.topic());
  if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR) producer.cluster_->reachability.note_answer();
  if (message->partition == pending.last_partition)
    pending.last_offset = std::max(pending.last_offset, message->offset);
  if (--pending.open == 0) producer.settle();
}

Error KafkaProducer::delivery_error(const rd_kafka_message_t& message, const std::string& topic) {
  // What was purged was given up for another reason.
  std::array<char, 512> text{};
  const auto fatal = rd_kafka_fatal_error(client_.get(), text.data(), text.size());
  const bool given_up = fatal != RD_KAFKA_RESP_ERR_NO_ERROR;
  Error error = to_error(given_up ? fatal : message.err, fmt::format("{}[{}]", topic, message.partition));
  if (message.err != RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE) return error;
  std::string& limit = topics_.find(topic)->second.limit;
  if (limit.empty())
    limit = topic_property(cluster_->questions.get(), topic, "max.message.bytes").value_or("?");
  error.message += fmt::format(
      ": the topic takes {} bytes at once (max.message.bytes); a smaller kafka.properties.batch.size makes "
      "smaller batches",
      limit);
  return error;
}

void KafkaProducer::on_error(rd_kafka_t*, int code, const char* reason, void* opaque) {
  static_cast<KafkaProducer*>(opaque)->cluster_->reachability.note_error(code, reason);
}

/// Reports the finished batches at the front of the queue.
void KafkaProducer::settle() {
  while (!pending_.empty() && pending_.front()->open == 0) {
    const std::unique_ptr<Pending> done = std::move(pending_.front());
    pending_.pop_front();
    waiting_bytes_ -= done->batch.bytes();
    if (done->error && !failure_) failure_ = done->error;
    if (!options_.on_delivery) continue;
    options_.on_delivery(
        {done->batch.topic(), done->batch.size(), done->error ? -1 : done->last_offset, done->error});
  }
}

Result<> KafkaProducer::flush(std::chrono::milliseconds timeout) {
  rd_kafka_flush(client_.get(), static_cast<int>(timeout.count()));
  if (!pending_.empty())
    return fail(ErrorCode::timeout, "{} batches are not acknowledged after {} ms", pending_.size(),
                timeout.count());
  if (failure_) return std::unexpected(*std::exchange(failure_, std::nullopt));
  return {};
}

}  // namespace slipstream::log::kafka

#include "log/kafka/kafka_consumer.hpp"

#include <algorithm>
#include <utility>

#include <spdlog/spdlog.h>

namespace slipstream::log::kafka {
namespace {

/// A seek right after an assignment must wait until fetching has begun.
constexpr int kSeekTimeoutMs = 5000;
/// librdkafka wants a name even of those who neither join nor commit.
constexpr const char* kNoGroup = "slipstream-alone";

TopicPartition place_of(const rd_kafka_message_t& message) {
  return {rd_kafka_topic_name(message.rkt), message.partition};
}

std::string_view view(const void* data, std::size_t size) { return {static_cast<const char*>(data), size}; }

}  // namespace

Result<std::unique_ptr<KafkaConsumer>> KafkaConsumer::open(const KafkaOptions& kafka, ConsumerOptions options,
                                                           Client questions, GroupRegistry& groups) {
  std::unique_ptr<KafkaConsumer> consumer{new KafkaConsumer(std::move(options), std::move(questions))};
  const std::string& group = consumer->options_.group;
  Configuration configuration{kafka};
  configuration.set("group.id", group.empty() ? kNoGroup : group);
  configuration.set("enable.auto.commit", "false");
  configuration.set("enable.auto.offset.store", "false");
  configuration.set("isolation.level", "read_committed");
  // The end of a partition may lie behind the last record: markers of transactions take offsets too.
  configuration.set("enable.partition.eof", "true");
  // How soon an unknown topic is an error; whether it is gone or new is asked then.
  configuration.set("topic.metadata.propagation.max.ms", "1000");
  configuration.set("partition.assignment.strategy", "cooperative-sticky");
  configuration.set("auto.offset.reset",
                    consumer->options_.start == StartAt::earliest ? "earliest" : "latest");
  rd_kafka_conf_set_opaque(configuration.handle(), consumer.get());
  rd_kafka_conf_set_rebalance_cb(configuration.handle(), on_rebalance);
  rd_kafka_conf_set_error_cb(configuration.handle(), on_error);
  auto client = configuration.create(RD_KAFKA_CONSUMER);
  if (!client) return propagate(client);
  consumer->client_ = std::move(*client);
  rd_kafka_poll_set_consumer(consumer->client_.get());
  consumer->queue_.reset(rd_kafka_queue_get_consumer(consumer->client_.get()));
  if (auto started = consumer->start(); !started) return propagate(started);
  if (!group.empty()) groups.add(group, consumer->client_);
  return consumer;
}

KafkaConsumer::~KafkaConsumer() {
  if (client_ == nullptr) return;
  closing_ = true;
  fetched_.clear();
  rd_kafka_consumer_close(client_.get());
}

Result<> KafkaConsumer::start() {
  if (options_.topics.empty() && options_.assign.empty())
    return fail(ErrorCode::invalid_argument, "a consumer needs topics or partitions");
  auto known = cluster_topics(questions_.get());
  if (!known) return propagate(known);
  for (const std::string& topic : options_.topics)
    if (!known->contains(topic)) return fail(ErrorCode::not_found, "no topic {}", topic);
  if (options_.group.empty() || !options_.assign.empty()) return assign_alone(*known);
  return subscribe();
}

Result<> KafkaConsumer::subscribe() {
  const Handle<rd_kafka_topic_partition_list_t> list{rd_kafka_topic_partition_list_new(1)};
  for (const std::string& topic : options_.topics)
    rd_kafka_topic_partition_list_add(list.get(), topic.c_str(), RD_KAFKA_PARTITION_UA);
  const auto code = rd_kafka_subscribe(client_.get(), list.get());
  if (code != RD_KAFKA_RESP_ERR_NO_ERROR)
    return std::unexpected(to_error(code, "join group " + options_.group));
  return {};
}

Result<> KafkaConsumer::assign_alone(const std::map<std::string, std::int32_t>& topics) {
  std::vector<TopicPartition> partitions = options_.assign;
  for (const std::string& topic : options_.topics)
    for (Partition partition = 0; partition < topics.at(topic); ++partition)
      partitions.push_back({topic, partition});
  for (const TopicPartition& where : partitions) {
    const auto known = topics.find(where.topic);
    if (known == topics.end()) return fail(ErrorCode::not_found, "no topic {}", where.topic);
    if (where.partition < 0 || where.partition >= known->second)
      return fail(ErrorCode::invalid_argument, "topic {} has no partition {}", where.topic, where.partition);
  }
  auto begin = starting_points(partitions);
  if (!begin) return propagate(begin);
  positions_ = std::move(*begin);
  const auto code = rd_kafka_assign(client_.get(), to_list(positions_).get());
  if (code != RD_KAFKA_RESP_ERR_NO_ERROR) return std::unexpected(to_error(code, "assign partitions"));
  if (options_.on_assigned) options_.on_assigned(partitions);
  return {};
}

void KafkaConsumer::forget(const TopicPartition& partition) {
  std::erase_if(fetched_, [&](const Message& message) { return place_of(*message) == partition; });
}

Result<std::shared_ptr<const RecordBatch>> KafkaConsumer::poll(std::chrono::milliseconds timeout) {
  const auto deadline = std::chrono::steady_clock::now() + timeout;
  while (!woken_.exchange(false)) {
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    const bool last = left.count() <= 0;
    if (fetched_.empty()) {
      auto done = fetch(last ? std::chrono::milliseconds{0} : left);
      if (!done) return propagate(done);
    }
    if (auto batch = next_batch(); !batch->empty()) return batch;
    if (last) break;
  }
  return std::make_shared<const RecordBatch>();
}

/// Waits for one message, then takes along what is there without waiting.
Result<> KafkaConsumer::fetch(std::chrono::milliseconds timeout) {
  Message first{rd_kafka_consumer_poll(client_.get(), static_cast<int>(timeout.count()))};
  Result<> outcome = first == nullptr ? Result<>{} : take_all(std::move(first));
  if (std::exchange(topic_unknown_, false) && outcome) outcome = check_topics();
  return outcome;
}

Result<> KafkaConsumer::take_all(Message first) {
  Result<> outcome = take(std::move(first));
  std::vector<rd_kafka_message_t*> more(options_.max_batch_records);
  const auto count = rd_kafka_consume_batch_queue(queue_.get(), 0, more.data(), more.size());
  for (ssize_t i = 0; i < count; ++i) {
    auto taken = take(Message{more[static_cast<std::size_t>(i)]});
    if (!taken && outcome) outcome = std::move(taken);
  }
  return outcome;
}

/// Within rd_kafka_consumer_poll.
void KafkaConsumer::on_error(rd_kafka_t* client, int code, const char* reason, void* opaque) {
  switch (code) {
    case RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART:
    case RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_ID:
    case RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC:
    case RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION:
      spdlog::debug("kafka: {}", reason);
      static_cast<KafkaConsumer*>(opaque)->topic_unknown_ = true;
      rd_kafka_yield(client);  // poll shall look at once
      return;
    default: log_error(client, code, reason, opaque);
  }
}

Result<> KafkaConsumer::check_topics() {
  const auto known = cluster_topics(questions_.get());
  // A cluster that does not answer now says nothing of its topics.
  if (!known) return {};
  for (const auto& [where, next] : positions_) {
    if (!known->contains(where.topic))
      return fail(ErrorCode::not_found, "topic {} has been deleted", where.topic);
  }
  return {};
}

Result<> KafkaConsumer::take(Message message) {
  if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR || message->err == RD_KAFKA_RESP_ERR__PARTITION_EOF) {
    fetched_.push_back(std::move(message));
    return {};
  }
  Error failed =
      to_error(message->err, message->rkt == nullptr ? "consumer" : rd_kafka_topic_name(message->rkt));
  switch (failed.code) {
    case ErrorCode::not_found:
    case ErrorCode::conflict:
    case ErrorCode::unavailable:
    case ErrorCode::permission: return std::unexpected(std::move(failed));
    default: spdlog::warn("kafka: {}", failed.to_string()); return {};
  }
}

/// What was fetched of one topic, up to the limits.
std::shared_ptr<const RecordBatch> KafkaConsumer::next_batch() {
  while (!fetched_.empty() && fetched_.front()->err == RD_KAFKA_RESP_ERR__PARTITION_EOF) reach_end();
  if (fetched_.empty()) return std::make_shared<const RecordBatch>();
  const std::string topic = rd_kafka_topic_name(fetched_.front()->rkt);
  auto batch = std::make_shared<RecordBatch>(topic);
  while (!fetched_.empty() && batch->size() < options_.max_batch_records) {
    const rd_kafka_message_t& message = *fetched_.front();
    if (message.err == RD_KAFKA_RESP_ERR__PARTITION_EOF) {
      reach_end();
      continue;
    }
    if (topic != rd_kafka_topic_name(message.rkt)) break;
    if (!batch->empty() && batch->bytes() + message.len + message.key_len > options_.max_batch_bytes) break;
    append(message, *batch);
    positions_[place_of(message)] = message.offset + 1;
    fetched_.pop_front();
  }
  return batch;
}

/// Of the partition whose end was fetched next, nothing is left to read for now.
void KafkaConsumer::reach_end() {
  const rd_kafka_message_t& end = *fetched_.front();
  const auto position = positions_.find(place_of(end));
  if (position != positions_.end()) position->second = std::max(position->second, end.offset);
  fetched_.pop_front();
}

void KafkaConsumer::append(const rd_kafka_message_t& message, RecordBatch& batch) {
  headers_.clear();
  rd_kafka_headers_t* headers = nullptr;
  if (rd_kafka_message_headers(&message, &headers) == RD_KAFKA_RESP_ERR_NO_ERROR) {
    const char* name = nullptr;
    const void* value = nullptr;
    std::size_t size = 0;
    for (std::size_t i = 0;
         rd_kafka_header_get_all(headers, i, &name, &value, &size) == RD_KAFKA_RESP_ERR_NO_ERROR; ++i)
      headers_.push_back({name, view(value, size)});
  }
  std::optional<std::string_view> value;
  if (message.payload != nullptr) value = view(message.payload, message.len);
  const std::chrono::milliseconds timestamp{rd_kafka_message_timestamp(&message, nullptr)};
  batch.append(message.partition, WallTime{timestamp}, view(message.key, message.key_len), value, headers_,
               message.offset);
}

Result<> KafkaConsumer::commit() { return commit(positions_); }

Result<> KafkaConsumer::commit(const Offsets& offsets) {
  if (options_.group.empty())
    return fail(ErrorCode::invalid_argument, "a consumer without a group cannot commit");
  if (offsets.empty()) return {};
  const auto code = rd_kafka_commit(client_.get(), to_list(offsets).get(), 0);
  if (code != RD_KAFKA_RESP_ERR_NO_ERROR)
    return std::unexpected(to_error(code, "commit of group " + options_.group));
  return {};
}

Result<> KafkaConsumer::seek(const TopicPartition& partition, Offset offset) {
  const auto found = positions_.find(partition);
  if (found == positions_.end())
    return fail(ErrorCode::invalid_argument, "{}[{}] is not assigned", partition.topic, partition.partition);
  const auto list = to_list({{partition, offset}});
  auto done = check(
      Handle<rd_kafka_error_t>{rd_kafka_seek_partitions(client_.get(), list.get(), kSeekTimeoutMs)}, "seek");
  if (!done) return done;
  if (list->elems[0].err != RD_KAFKA_RESP_ERR_NO_ERROR)
    return std::unexpected(to_error(list->elems[0].err, "seek"));
  forget(partition);
  found->second = offset;
  return {};
}

Result<std::int64_t> KafkaConsumer::lag() {
  std::int64_t behind = 0;
  for (const auto& [where, next] : positions_) {
    auto ends = watermarks(questions_.get(), where);
    if (!ends) return propagate(ends);
    behind += std::max<std::int64_t>(0, ends->end - std::max(next, ends->begin));
  }
  return behind;
}

void KafkaConsumer::wake() {
  woken_ = true;
  rd_kafka_queue_yield(queue_.get());
}

}  // namespace slipstream::log::kafka

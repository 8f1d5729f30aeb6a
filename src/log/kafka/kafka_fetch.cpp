// What a consumer fetches: records, ends of partitions, and news that a topic is unknown.

#include <algorithm>
#include <utility>

#include <spdlog/spdlog.h>

#include "log/kafka/kafka_consumer.hpp"

namespace slipstream::log::kafka {
namespace {

TopicPartition place_of(const rd_kafka_message_t& message) {
  return {rd_kafka_topic_name(message.rkt), message.partition};
}

std::string_view view(const void* data, std::size_t size) { return {static_cast<const char*>(data), size}; }

}  // namespace

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
  auto& consumer = *static_cast<KafkaConsumer*>(opaque);
  switch (code) {
    case RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART:
    case RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_ID:
    case RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC:
    case RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION:
      spdlog::debug("kafka: {}", reason);
      consumer.topic_unknown_ = true;
      rd_kafka_yield(client);  // poll shall look at once
      return;
    default: consumer.cluster_->reachability.note_error(code, reason);
  }
}

Result<> KafkaConsumer::check_topics() {
  const auto known = cluster_topics(questions());
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
    cluster_->reachability.note_answer();
    fetched_.push_back(std::move(message));
    return {};
  }
  const bool alone = options_.group.empty();
  // librdkafka asks for a group even where none is joined; who reads alone needs no right to it.
  if (alone && message->err == RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED) return {};
  const std::string whole = alone ? "consumer" : "group " + options_.group;
  Error failed = to_error(message->err, message->rkt == nullptr ? whole : rd_kafka_topic_name(message->rkt));
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
  const rd_kafka_topic_t* topic = fetched_.front()->rkt;
  auto batch = std::make_shared<RecordBatch>(rd_kafka_topic_name(topic));
  batch->reserve(std::min(fetched_.size(), options_.max_batch_records),
                 std::min(fetched_bytes(topic), options_.max_batch_bytes));
  Offsets::iterator position = positions_.end();
  while (!fetched_.empty() && batch->size() < options_.max_batch_records) {
    const rd_kafka_message_t& message = *fetched_.front();
    if (message.err == RD_KAFKA_RESP_ERR__PARTITION_EOF) {
      reach_end();
      continue;
    }
    if (topic != message.rkt) break;
    if (!batch->empty() && batch->bytes() + message.len + message.key_len > options_.max_batch_bytes) break;
    append(message, *batch);
    if (position == positions_.end() || position->first.partition != message.partition)
      position = positions_.try_emplace(place_of(message)).first;
    position->second = message.offset + 1;
    fetched_.pop_front();
  }
  return batch;
}

/// Bytes of keys and values at the front, as far as they are of that topic.
std::size_t KafkaConsumer::fetched_bytes(const rd_kafka_topic_t* topic) const {
  std::size_t bytes = 0;
  for (const Message& message : fetched_) {
    if (message->rkt != topic) break;
    if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR) bytes += message->key_len + message->len;
  }
  return bytes;
}

/// Of the partition whose end was fetched next, nothing is left to read for now.
void KafkaConsumer::reach_end() {
  const rd_kafka_message_t& end = *fetched_.front();
  const auto position = positions_.find(place_of(end));
  if (position != positions_.end()) position->second = std::max(position->second, end.offset);
  fetched_.pop_front();
}

void KafkaConsumer::read_headers(const rd_kafka_message_t& message) {
  headers_.clear();
  rd_kafka_headers_t* headers = nullptr;
  if (!options_.headers || rd_kafka_message_headers(&message, &headers) != RD_KAFKA_RESP_ERR_NO_ERROR) return;
  const char* name = nullptr;
  const void* value = nullptr;
  std::size_t size = 0;
  for (std::size_t i = 0;
       rd_kafka_header_get_all(headers, i, &name, &value, &size) == RD_KAFKA_RESP_ERR_NO_ERROR; ++i)
    headers_.push_back({name, view(value, size)});
}

void KafkaConsumer::append(const rd_kafka_message_t& message, RecordBatch& batch) {
  read_headers(message);
  std::optional<std::string_view> value;
  if (message.payload != nullptr) value = view(message.payload, message.len);
  const std::chrono::milliseconds timestamp{rd_kafka_message_timestamp(&message, nullptr)};
  batch.append(message.partition, WallTime{timestamp}, view(message.key, message.key_len), value, headers_,
               message.offset);
}

}  // namespace slipstream::log::kafka

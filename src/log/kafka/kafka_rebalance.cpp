// How a consumer's partitions come and go.

#include <spdlog/spdlog.h>

#include "log/kafka/kafka_consumer.hpp"

namespace slipstream::log::kafka {
namespace {

/// While a transaction of a dead member holds offsets, a cluster does not tell them; it takes some 20 s to
/// undo one.
constexpr int kCommittedTimeoutMs = 30'000;

std::vector<TopicPartition> to_partitions(const rd_kafka_topic_partition_list_t& list) {
  std::vector<TopicPartition> partitions;
  partitions.reserve(static_cast<std::size_t>(list.cnt));
  for (int i = 0; i < list.cnt; ++i) partitions.push_back({list.elems[i].topic, list.elems[i].partition});
  return partitions;
}

std::string text_of(const std::vector<TopicPartition>& partitions) {
  std::string text;
  for (const TopicPartition& where : partitions)
    text += fmt::format("{}{}[{}]", text.empty() ? "" : ", ", where.topic, where.partition);
  return text;
}

}  // namespace

Result<Offsets> KafkaConsumer::starting_points(const std::vector<TopicPartition>& partitions) {
  Offsets points;
  // A member without partitions must not ask: the coordinator answers it only after the rebalance.
  if (partitions.empty()) return points;
  for (const TopicPartition& where : partitions) points[where] = RD_KAFKA_OFFSET_INVALID;
  if (!options_.group.empty()) {
    const auto list = to_list(points);
    const auto code = rd_kafka_committed(client_.get(), list.get(), kCommittedTimeoutMs);
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR) return std::unexpected(to_error(code, "committed offsets"));
    for (int i = 0; i < list->cnt; ++i)
      points[{list->elems[i].topic, list->elems[i].partition}] = list->elems[i].offset;
  }
  for (auto& [where, offset] : points) {
    const auto asked = options_.start_offsets.find(where);
    if (asked != options_.start_offsets.end()) offset = asked->second;
    if (offset >= 0) continue;
    auto ends = watermarks(questions(), where);
    if (!ends) return propagate(ends);
    offset = options_.start == StartAt::earliest ? ends->begin : ends->end;
  }
  return points;
}

void KafkaConsumer::on_rebalance(rd_kafka_t*, rd_kafka_resp_err_t code,
                                 rd_kafka_topic_partition_list_t* partitions, void* opaque) {
  auto& consumer = *static_cast<KafkaConsumer*>(opaque);
  if (code == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS)
    consumer.assigned(partitions);
  else
    consumer.revoked(partitions);
}

void KafkaConsumer::assigned(rd_kafka_topic_partition_list_t* partitions) {
  const std::vector<TopicPartition> added = to_partitions(*partitions);
  if (!added.empty()) spdlog::info("kafka: group {}: {} came", options_.group, text_of(added));
  auto begin = starting_points(added);
  if (begin) {
    for (int i = 0; i < partitions->cnt; ++i)
      partitions->elems[i].offset = begin->at({partitions->elems[i].topic, partitions->elems[i].partition});
    positions_.merge(*begin);
  } else {
    // librdkafka then begins where it is committed, and the first record tells the position.
    spdlog::warn("kafka: group {}: {}", options_.group, begin.error().to_string());
  }
  const auto done =
      check(Handle<rd_kafka_error_t>{rd_kafka_incremental_assign(client_.get(), partitions)}, "assign");
  if (!done) spdlog::error("kafka: group {}: {}", options_.group, done.error().to_string());
  if (options_.on_assigned) options_.on_assigned(added);
}

void KafkaConsumer::revoked(rd_kafka_topic_partition_list_t* partitions) {
  const std::vector<TopicPartition> gone = to_partitions(*partitions);
  if (!closing_ && !gone.empty()) spdlog::info("kafka: group {}: {} went", options_.group, text_of(gone));
  if (options_.on_revoked && !closing_) options_.on_revoked(gone);
  for (const TopicPartition& partition : gone) {
    forget(partition);
    positions_.erase(partition);
  }
  const auto done =
      check(Handle<rd_kafka_error_t>{rd_kafka_incremental_unassign(client_.get(), partitions)}, "unassign");
  if (!done && !closing_) spdlog::error("kafka: group {}: {}", options_.group, done.error().to_string());
}

}  // namespace slipstream::log::kafka

#include "log/kafka/groups.hpp"

#include "log/kafka/request.hpp"

namespace slipstream::log::kafka {
namespace {

using OffsetsRequest = std::unique_ptr<
    rd_kafka_ListConsumerGroupOffsets_t,
    DestroyWith<rd_kafka_ListConsumerGroupOffsets_t, rd_kafka_ListConsumerGroupOffsets_destroy>>;

Result<Offsets> committed_offsets(rd_kafka_t* client, const std::string& group) {
  const OffsetsRequest request{rd_kafka_ListConsumerGroupOffsets_new(group.c_str(), nullptr)};
  rd_kafka_ListConsumerGroupOffsets_t* requests[] = {request.get()};
  auto event = ask(client, "offsets of group " + group, [&](rd_kafka_queue_t* queue) {
    rd_kafka_ListConsumerGroupOffsets(client, requests, 1, nullptr, queue);
  });
  if (!event) return propagate(event);
  std::size_t count = 0;
  const auto* answer = rd_kafka_event_ListConsumerGroupOffsets_result(event->get());
  const auto** groups = rd_kafka_ListConsumerGroupOffsets_result_groups(answer, &count);
  Offsets offsets;
  for (std::size_t i = 0; i < count; ++i) {
    const auto* list = rd_kafka_group_result_partitions(groups[i]);
    for (int at = 0; list != nullptr && at < list->cnt; ++at)
      if (list->elems[at].offset >= 0)
        offsets[{list->elems[at].topic, list->elems[at].partition}] = list->elems[at].offset;
  }
  return offsets;
}

Result<std::size_t> member_count(rd_kafka_t* client, const std::string& group) {
  const char* names[] = {group.c_str()};
  auto event = ask(client, "members of group " + group, [&](rd_kafka_queue_t* queue) {
    rd_kafka_DescribeConsumerGroups(client, names, 1, nullptr, queue);
  });
  if (!event) return propagate(event);
  std::size_t count = 0;
  const auto** groups = rd_kafka_DescribeConsumerGroups_result_groups(
      rd_kafka_event_DescribeConsumerGroups_result(event->get()), &count);
  std::size_t members = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const rd_kafka_error_t* failed = rd_kafka_ConsumerGroupDescription_error(groups[i]);
    // Brokers before 4.0 describe a group nobody knows as dead; newer ones say that there is none.
    if (failed == nullptr)
      members += rd_kafka_ConsumerGroupDescription_member_count(groups[i]);
    else if (rd_kafka_error_code(failed) != RD_KAFKA_RESP_ERR_GROUP_ID_NOT_FOUND)
      return std::unexpected(to_error(rd_kafka_error_code(failed), "members of group " + group));
  }
  return members;
}

}  // namespace

Result<GroupInfo> describe_group(rd_kafka_t* client, const std::string& group) {
  auto members = member_count(client, group);
  if (!members) return propagate(members);
  auto committed = committed_offsets(client, group);
  if (!committed) return propagate(committed);
  return GroupInfo{group, std::move(*committed), *members};
}

Result<std::vector<GroupInfo>> list_groups(rd_kafka_t* client) {
  auto event = ask(client, "list groups",
                   [&](rd_kafka_queue_t* queue) { rd_kafka_ListConsumerGroups(client, nullptr, queue); });
  if (!event) return propagate(event);
  std::size_t count = 0;
  const auto* answer = rd_kafka_event_ListConsumerGroups_result(event->get());
  const auto** listings = rd_kafka_ListConsumerGroups_result_valid(answer, &count);
  std::vector<GroupInfo> groups;
  for (std::size_t i = 0; i < count; ++i) {
    auto group = describe_group(client, rd_kafka_ConsumerGroupListing_group_id(listings[i]));
    if (!group) return propagate(group);
    groups.push_back(std::move(*group));
  }
  return groups;
}

}  // namespace slipstream::log::kafka

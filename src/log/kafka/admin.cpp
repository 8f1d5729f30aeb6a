#include "log/kafka/admin.hpp"

#include <charconv>
#include <functional>

namespace slipstream::log::kafka {
namespace {

using Event = Handle<rd_kafka_event_t>;

template <class T, void (*Destroy)(T*)>
struct DestroyWith {
  void operator()(T* object) const { Destroy(object); }
};
using NewTopic =
    std::unique_ptr<rd_kafka_NewTopic_t, DestroyWith<rd_kafka_NewTopic_t, rd_kafka_NewTopic_destroy>>;
using DeleteTopic = std::unique_ptr<rd_kafka_DeleteTopic_t,
                                    DestroyWith<rd_kafka_DeleteTopic_t, rd_kafka_DeleteTopic_destroy>>;
using Resource = std::unique_ptr<rd_kafka_ConfigResource_t,
                                 DestroyWith<rd_kafka_ConfigResource_t, rd_kafka_ConfigResource_destroy>>;
using GroupRequest = std::unique_ptr<
    rd_kafka_ListConsumerGroupOffsets_t,
    DestroyWith<rd_kafka_ListConsumerGroupOffsets_t, rd_kafka_ListConsumerGroupOffsets_destroy>>;

/// Sends a request and waits for the event that answers it.
Result<Event> ask(rd_kafka_t* client, std::string_view context,
                  const std::function<void(rd_kafka_queue_t*)>& send_request) {
  const Handle<rd_kafka_queue_t> queue{rd_kafka_queue_new(client)};
  send_request(queue.get());
  Event event{rd_kafka_queue_poll(queue.get(), 2 * kRequestTimeoutMs)};
  if (event == nullptr) return fail(ErrorCode::timeout, "{}: no answer", context);
  if (const auto code = rd_kafka_event_error(event.get()); code != RD_KAFKA_RESP_ERR_NO_ERROR)
    return std::unexpected(to_error(code, context));
  return event;
}

Result<> check_topics(const rd_kafka_topic_result_t** results, std::size_t count, std::string_view context) {
  for (std::size_t i = 0; i < count; ++i) {
    const auto code = rd_kafka_topic_result_error(results[i]);
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR) return std::unexpected(to_error(code, context));
  }
  return {};
}

std::optional<std::int64_t> to_integer(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failed != std::errc{} || end != text.data() + text.size() || value < 0) return std::nullopt;
  return value;
}

void take_entry(const rd_kafka_ConfigEntry_t* entry, TopicSpec& spec) {
  const std::string_view name = rd_kafka_ConfigEntry_name(entry);
  const char* text = rd_kafka_ConfigEntry_value(entry);
  const std::string_view value = text == nullptr ? "" : text;
  if (name == "cleanup.policy") spec.compacted = value.find("compact") != std::string_view::npos;
  if (rd_kafka_ConfigEntry_is_default(entry) != 0) return;
  if (name == "retention.bytes") spec.retention_bytes = to_integer(value);
  if (name != "retention.ms") return;
  if (const auto age = to_integer(value)) spec.retention_time = std::chrono::milliseconds{*age};
}

Result<Offsets> group_offsets(rd_kafka_t* client, const std::string& group) {
  const GroupRequest request{rd_kafka_ListConsumerGroupOffsets_new(group.c_str(), nullptr)};
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

}  // namespace

Result<> create_topic(rd_kafka_t* client, const TopicSpec& spec) {
  char reason[512] = "";
  const NewTopic topic{rd_kafka_NewTopic_new(spec.name.c_str(), spec.partitions, spec.replication_factor,
                                             reason, sizeof reason)};
  if (topic == nullptr) return fail(ErrorCode::invalid_argument, "topic {}: {}", spec.name, reason);
  const auto configure = [&](const char* name, const std::string& value) {
    rd_kafka_NewTopic_set_config(topic.get(), name, value.c_str());
  };
  if (spec.compacted) configure("cleanup.policy", "compact");
  if (spec.retention_time) configure("retention.ms", std::to_string(spec.retention_time->count()));
  if (spec.retention_bytes) configure("retention.bytes", std::to_string(*spec.retention_bytes));
  rd_kafka_NewTopic_t* topics[] = {topic.get()};
  const std::string context = "create topic " + spec.name;
  auto event = ask(client, context, [&](rd_kafka_queue_t* queue) {
    rd_kafka_CreateTopics(client, topics, 1, nullptr, queue);
  });
  if (!event) return propagate(event);
  std::size_t count = 0;
  const auto** results =
      rd_kafka_CreateTopics_result_topics(rd_kafka_event_CreateTopics_result(event->get()), &count);
  return check_topics(results, count, context);
}

Result<> delete_topic(rd_kafka_t* client, const std::string& topic) {
  const DeleteTopic request{rd_kafka_DeleteTopic_new(topic.c_str())};
  rd_kafka_DeleteTopic_t* requests[] = {request.get()};
  const std::string context = "delete topic " + topic;
  auto event = ask(client, context, [&](rd_kafka_queue_t* queue) {
    rd_kafka_DeleteTopics(client, requests, 1, nullptr, queue);
  });
  if (!event) return propagate(event);
  std::size_t count = 0;
  const auto** results =
      rd_kafka_DeleteTopics_result_topics(rd_kafka_event_DeleteTopics_result(event->get()), &count);
  return check_topics(results, count, context);
}

Result<> read_configuration(rd_kafka_t* client, TopicSpec& spec) {
  const Resource resource{rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, spec.name.c_str())};
  rd_kafka_ConfigResource_t* requests[] = {resource.get()};
  auto event = ask(client, "configuration of topic " + spec.name, [&](rd_kafka_queue_t* queue) {
    rd_kafka_DescribeConfigs(client, requests, 1, nullptr, queue);
  });
  if (!event && event.error().code == ErrorCode::unsupported) return {};
  if (!event) return propagate(event);
  std::size_t count = 0;
  const auto* answer = rd_kafka_event_DescribeConfigs_result(event->get());
  const auto** resources = rd_kafka_DescribeConfigs_result_resources(answer, &count);
  for (std::size_t i = 0; i < count; ++i) {
    std::size_t entry_count = 0;
    const auto** entries = rd_kafka_ConfigResource_configs(resources[i], &entry_count);
    for (std::size_t at = 0; at < entry_count; ++at) take_entry(entries[at], spec);
  }
  return {};
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
    GroupInfo info;
    info.group = rd_kafka_ConsumerGroupListing_group_id(listings[i]);
    auto committed = group_offsets(client, info.group);
    if (!committed) return propagate(committed);
    info.committed = std::move(*committed);
    groups.push_back(std::move(info));
  }
  return groups;
}

}  // namespace slipstream::log::kafka

#include "log/kafka/admin.hpp"

#include <charconv>
#include <functional>

#include "log/kafka/request.hpp"

namespace slipstream::log::kafka {
namespace {

using NewTopic =
    std::unique_ptr<rd_kafka_NewTopic_t, DestroyWith<rd_kafka_NewTopic_t, rd_kafka_NewTopic_destroy>>;
using DeleteTopic = std::unique_ptr<rd_kafka_DeleteTopic_t,
                                    DestroyWith<rd_kafka_DeleteTopic_t, rd_kafka_DeleteTopic_destroy>>;
using Resource = std::unique_ptr<rd_kafka_ConfigResource_t,
                                 DestroyWith<rd_kafka_ConfigResource_t, rd_kafka_ConfigResource_destroy>>;
using Topics = std::unique_ptr<rd_kafka_TopicCollection_t,
                               DestroyWith<rd_kafka_TopicCollection_t, rd_kafka_TopicCollection_destroy>>;

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

/// Nothing where the cluster does not tell configurations.
Result<> read_entries(rd_kafka_t* client, const std::string& topic,
                      const std::function<void(const rd_kafka_ConfigEntry_t*)>& take) {
  const Resource resource{rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, topic.c_str())};
  rd_kafka_ConfigResource_t* requests[] = {resource.get()};
  auto event = ask(client, "configuration of topic " + topic, [&](rd_kafka_queue_t* queue) {
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
    for (std::size_t at = 0; at < entry_count; ++at) take(entries[at]);
  }
  return {};
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
  if (spec.compacted) {
    configure("cleanup.policy", "compact");
    // Only closed segments are compacted: with the usual ones of 1 GB, a reader would go through all of that.
    configure("segment.bytes", "16777216");
  }
  for (const auto& [name, value] : spec.properties) configure(name.c_str(), value);
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

Error why_missing(rd_kafka_t* client, const std::string& topic) {
  const char* name = topic.c_str();
  const Topics request{rd_kafka_TopicCollection_of_topic_names(&name, 1)};
  auto event = ask(client, "topic " + topic, [&](rd_kafka_queue_t* queue) {
    rd_kafka_DescribeTopics(client, request.get(), nullptr, queue);
  });
  if (!event) return event.error();
  std::size_t count = 0;
  const auto* answer = rd_kafka_event_DescribeTopics_result(event->get());
  const auto** topics = rd_kafka_DescribeTopics_result_topics(answer, &count);
  for (std::size_t i = 0; i < count; ++i) {
    const auto code = rd_kafka_error_code(rd_kafka_TopicDescription_error(topics[i]));
    if (code == RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED) return to_error(code, "topic " + topic);
  }
  return {ErrorCode::not_found, "no topic " + topic};
}

Result<> read_configuration(rd_kafka_t* client, TopicSpec& spec) {
  return read_entries(client, spec.name,
                      [&](const rd_kafka_ConfigEntry_t* entry) { take_entry(entry, spec); });
}

std::optional<std::string> topic_property(rd_kafka_t* client, const std::string& topic,
                                          std::string_view name) {
  std::optional<std::string> found;
  [[maybe_unused]] const auto read = read_entries(client, topic, [&](const rd_kafka_ConfigEntry_t* entry) {
    const char* value = rd_kafka_ConfigEntry_value(entry);
    if (value != nullptr && name == rd_kafka_ConfigEntry_name(entry)) found = value;
  });
  return found;
}

}  // namespace slipstream::log::kafka

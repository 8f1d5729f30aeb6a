#include "api/topic_json.hpp"

#include "codec/json_writer.hpp"
#include "inspect/record_json.hpp"

namespace slipstream::api {
namespace {

using codec::JsonWriter;

constexpr int kHundredths = 2;  // decimals
constexpr std::size_t kMaxMessagesBytes = std::size_t{1} << 20;

void write_instant(JsonWriter& json, std::string_view key, WallTime time) {
  json.key(key).value(base::format_wall(time) + "Z");
}

void write_shape(JsonWriter& json, const log::TopicInfo& info) {
  json.key("topic").value(info.spec.name).key("compacted").value(info.spec.compacted);
  json.key("records").value(inspect::record_count(info));
  std::optional<std::int64_t> bytes;
  for (const log::PartitionInfo& p : info.partitions)
    if (p.bytes) bytes = bytes.value_or(0) + *p.bytes;
  if (bytes) json.key("bytes").value(*bytes);
  json.key("partitions").begin_array();
  for (const log::PartitionInfo& p : info.partitions) {
    json.begin_object().key("partition").value(p.partition).key("begin").value(p.begin);
    json.key("end").value(p.end).key("records").value(p.end - p.begin);
    if (p.bytes) json.key("bytes").value(*p.bytes);
    json.end_object();
  }
  json.end_array();
}

/// Of keys or values.
void write_part_look(JsonWriter& json, std::string_view name, const inspect::PartLook& part) {
  json.key(name).begin_object();
  if (part.format) json.key("format").value(inspect::to_string(*part.format));
  if (part.schema) {
    json.key("subject").value(part.schema->subject).key("version").value(part.schema->version);
    json.key("schema_id").value(part.schema->id);
    json.key("schema_type").value(registry::to_string(part.schema->schema.type));
  }
  json.end_object();
}

void write_look(JsonWriter& json, const inspect::TopicLook& look) {
  json.begin_object();
  if (look.problem) {
    json.key("topic").value(look.info.spec.name).key("error").value(look.problem->to_string());
  } else {
    write_shape(json, look.info);
    if (look.records_per_s) json.key("records_per_second").number(*look.records_per_s, kHundredths);
    if (look.newest_at) write_instant(json, "newest_at", *look.newest_at);
    write_part_look(json, "key", look.key);
    write_part_look(json, "value", look.value);
  }
  json.end_object();
}

void write_configuration(JsonWriter& json, const log::TopicSpec& spec) {
  json.key("configuration").begin_object();
  json.key("cleanup_policy").value(spec.compacted ? "compact" : "delete");
  json.key("replication_factor").value(spec.replication_factor);
  if (spec.retention_time) json.key("retention_ms").value(std::int64_t{spec.retention_time->count()});
  if (spec.retention_bytes) json.key("retention_bytes").value(*spec.retention_bytes);
  json.end_object();
}

/// One object a group, with its partitions; the places are in the order of groups.
void write_groups(JsonWriter& json, const std::vector<inspect::GroupPlace>& places) {
  json.key("groups").begin_array();
  for (auto place = places.begin(); place != places.end();) {
    const std::string& group = place->group;
    json.begin_object().key("group").value(group);
    json.key("members").value(static_cast<std::uint64_t>(place->members));
    json.key("partitions").begin_array();
    std::int64_t lag = 0;
    for (; place != places.end() && place->group == group; ++place) {
      lag += place->lag;
      json.begin_object().key("partition").value(place->partition);
      json.key("committed").value(place->committed).key("lag").value(place->lag).end_object();
    }
    json.end_array().key("lag").value(lag).end_object();
  }
  json.end_array();
}

}  // namespace

std::string topics_json(const std::vector<inspect::TopicLook>& topics, WallTime now) {
  std::string text;
  JsonWriter json(text);
  json.begin_object();
  write_instant(json, "looked_at", now);
  json.key("topics").begin_array();
  for (const inspect::TopicLook& look : topics) write_look(json, look);
  json.end_array().end_object();
  return text;
}

std::string topic_json(const inspect::TopicDetail& topic, WallTime now) {
  std::string text;
  JsonWriter json(text);
  json.begin_object();
  write_instant(json, "looked_at", now);
  write_shape(json, topic.info);
  write_configuration(json, topic.info.spec);
  write_groups(json, topic.groups);
  if (topic.groups_problem) json.key("groups_error").value(topic.groups_problem->to_string());
  json.end_object();
  return text;
}

std::string messages_json(std::string_view topic, const std::vector<inspect::FoundRecord>& records,
                          inspect::ValueReader& reader, WallTime now) {
  std::string text;
  JsonWriter json(text);
  json.begin_object().key("topic").value(topic);
  write_instant(json, "looked_at", now);
  json.key("messages").begin_array();
  std::size_t written = 0;
  for (; written < records.size(); ++written) {
    const std::size_t before = text.size();
    json.begin_object();
    inspect::write_record(json, *records[written].batch, records[written].index, reader);
    json.end_object();
    if (text.size() <= kMaxMessagesBytes || written == 0) continue;
    text.resize(before);
    break;
  }
  json.end_array();
  json.key("left_out").value(static_cast<std::uint64_t>(records.size() - written)).end_object();
  return text;
}

}  // namespace slipstream::api

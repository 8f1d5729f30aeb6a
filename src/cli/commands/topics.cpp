#include "cli/commands/topics.hpp"

#include <nlohmann/json.hpp>

#include "cli/text_table.hpp"
#include "inspect/group_places.hpp"

namespace slipstream::cli {
namespace {

using inspect::GroupPlace;
using inspect::record_count;
using nlohmann::json;

json to_json(const log::TopicInfo& topic) {
  json partitions = json::array();
  for (const log::PartitionInfo& p : topic.partitions) {
    partitions.push_back({{"partition", p.partition}, {"begin", p.begin}, {"end", p.end}});
  }
  return {{"topic", topic.spec.name},
          {"compacted", topic.spec.compacted},
          {"records", record_count(topic)},
          {"partitions", partitions}};
}

void print_json(const log::TopicInfo& topic, const std::vector<log::GroupInfo>& groups) {
  json out = to_json(topic);
  out["groups"] = json::array();
  for (const GroupPlace& place : inspect::places_of(topic, groups)) {
    out["groups"].push_back({{"group", place.group},
                             {"members", place.members},
                             {"partition", place.partition},
                             {"committed", place.committed},
                             {"lag", place.lag}});
  }
  fmt::print("{}\n", out.dump(2));
}

void print_text(const log::TopicInfo& topic, const std::vector<log::GroupInfo>& groups) {
  TextTable partitions({"partition", "begin", "end", "records"});
  for (const log::PartitionInfo& p : topic.partitions) {
    partitions.add({std::to_string(p.partition), std::to_string(p.begin), std::to_string(p.end),
                    std::to_string(p.end - p.begin)});
  }
  fmt::print("{}{}\n{}", topic.spec.name, topic.spec.compacted ? " (compacted)" : "", partitions.to_string());
  const std::vector<GroupPlace> places = inspect::places_of(topic, groups);
  if (places.empty()) return;
  TextTable readers({"group", "members", "partition", "committed", "lag"});
  for (const GroupPlace& place : places) {
    readers.add({place.group, std::to_string(place.members), std::to_string(place.partition),
                 std::to_string(place.committed), std::to_string(place.lag)});
  }
  fmt::print("\n{}", readers.to_string());
}

}  // namespace

Result<> topics_create(const Context& context, const TopicsCreateOptions& options) {
  auto log = open_log(context.settings, LogAccess::write);
  if (!log) return propagate(log);
  if (options.name.empty()) return create_topics(**log, context.settings, Existing::refuse);
  log::TopicSpec spec;
  spec.name = options.name;
  spec.partitions = options.partitions;
  spec.compacted = options.compacted;
  spec.replication_factor = context.settings.kafka.replication_factor;
  spec.properties = context.settings.kafka.topic_properties;
  return (*log)->create_topic(spec);
}

Result<> topics_list(const Context& context) {
  auto log = open_log(context.settings, LogAccess::read);
  if (!log) return propagate(log);
  auto topics = (*log)->topics();
  if (!topics) return propagate(topics);
  if (topics->empty()) {
    if (auto allowed = check_topics_allowed(**log, context.settings); !allowed) return allowed;
  }
  if (context.json) {
    json all = json::array();
    for (const log::TopicInfo& topic : *topics) all.push_back(to_json(topic));
    fmt::print("{}\n", all.dump(2));
    return {};
  }
  TextTable table({"topic", "partitions", "records", ""});
  for (const log::TopicInfo& topic : *topics) {
    table.add({topic.spec.name, std::to_string(topic.partitions.size()), std::to_string(record_count(topic)),
               topic.spec.compacted ? "compacted" : ""});
  }
  fmt::print("{}", table.to_string());
  return {};
}

Result<> topics_describe(const Context& context, const std::string& name) {
  auto log = open_log(context.settings, LogAccess::read);
  if (!log) return propagate(log);
  auto topic = (*log)->describe(name);
  if (!topic) return propagate(topic);
  auto groups = (*log)->groups();
  if (!groups) return propagate(groups);
  if (context.json)
    print_json(*topic, *groups);
  else
    print_text(*topic, *groups);
  return {};
}

Result<> topics_delete(const Context& context, const std::string& name) {
  auto log = open_log(context.settings, LogAccess::write);
  if (!log) return propagate(log);
  return (*log)->delete_topic(name);
}

}  // namespace slipstream::cli

#include "cli/commands/topics.hpp"

#include <nlohmann/json.hpp>

#include "cli/text_table.hpp"

namespace slipstream::cli {
namespace {

using nlohmann::json;

std::int64_t record_count(const log::TopicInfo& topic) {
  std::int64_t count = 0;
  for (const log::PartitionInfo& partition : topic.partitions) count += partition.end - partition.begin;
  return count;
}

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
  const auto committed = [&](const log::GroupInfo& group,
                             log::Partition partition) -> std::optional<log::Offset> {
    const auto at = group.committed.find({name, partition});
    return at == group.committed.end() ? std::nullopt : std::optional{at->second};
  };
  if (context.json) {
    json out = to_json(*topic);
    out["groups"] = json::array();
    for (const log::GroupInfo& group : *groups) {
      for (const log::PartitionInfo& p : topic->partitions) {
        const auto offset = committed(group, p.partition);
        if (!offset) continue;
        out["groups"].push_back({{"group", group.group},
                                 {"partition", p.partition},
                                 {"committed", *offset},
                                 {"lag", p.end - *offset}});
      }
    }
    fmt::print("{}\n", out.dump(2));
    return {};
  }
  TextTable partitions({"partition", "begin", "end", "records"});
  TextTable members({"group", "partition", "committed", "lag"});
  bool any = false;
  for (const log::PartitionInfo& p : topic->partitions) {
    partitions.add({std::to_string(p.partition), std::to_string(p.begin), std::to_string(p.end),
                    std::to_string(p.end - p.begin)});
    for (const log::GroupInfo& group : *groups) {
      const auto offset = committed(group, p.partition);
      if (!offset) continue;
      any = true;
      members.add({group.group, std::to_string(p.partition), std::to_string(*offset),
                   std::to_string(p.end - *offset)});
    }
  }
  fmt::print("{}{}\n{}{}", name, topic->spec.compacted ? " (compacted)" : "", partitions.to_string(),
             any ? "\n" + members.to_string() : "");
  return {};
}

Result<> topics_delete(const Context& context, const std::string& name) {
  auto log = open_log(context.settings, LogAccess::write);
  if (!log) return propagate(log);
  return (*log)->delete_topic(name);
}

}  // namespace slipstream::cli

#include "inspect/inspector.hpp"

#include <algorithm>
#include <utility>

#include <spdlog/spdlog.h>

namespace slipstream::inspect {
namespace {

/// Looks so often further back for records where offsets without any lie between.
constexpr int kTries = 4;

std::int64_t end_of(const log::TopicInfo& topic) {
  std::int64_t sum = 0;
  for (const log::PartitionInfo& partition : topic.partitions) sum += partition.end;
  return sum;
}

}  // namespace

Inspector::Inspector(log::Log& log, registry::Schemas& schemas, InspectorOptions options)
    : log_(log),
      options_(std::move(options)),
      reader_(schemas, options_.max_value_bytes),
      versions_(schemas) {}

Result<std::vector<TopicLook>> Inspector::topics() {
  auto looks = describe_all();
  if (!looks) return propagate(looks);
  look_at_newest(*looks);
  for (TopicLook& look : *looks)
    if (!look.problem) fill(look);
  std::ranges::sort(*looks, {}, [](const TopicLook& look) { return look.info.spec.name; });
  return looks;
}

Result<TopicDetail> Inspector::topic(const std::string& name) {
  auto info = describe(name);
  if (!info) return propagate(info);
  TopicDetail detail{std::move(*info), {}};
  auto groups = log_.groups();
  if (groups)
    detail.groups = places_of(detail.info, *groups);
  else
    detail.groups_problem = std::move(groups.error());
  return detail;
}

Result<std::vector<FoundRecord>> Inspector::newest(const std::string& name,
                                                   std::optional<log::Partition> partition,
                                                   std::size_t limit) {
  auto info = describe(name);
  if (!info) return propagate(info);
  if (partition) {
    std::erase_if(info->partitions, [&](const auto& p) { return p.partition != *partition; });
    if (info->partitions.empty())
      return fail(ErrorCode::not_found, "topic {} has no partition {}", name, *partition);
  }
  auto found =
      newest_records(log_, {&*info, 1}, {.per_partition = limit, .tries = kTries, .stop = options_.stop});
  if (found && found->size() > limit) found->resize(limit);
  return found;
}

Result<log::TopicInfo> Inspector::describe(const std::string& name) {
  const auto& shown = options_.topics;
  if (shown && std::ranges::find(*shown, name) == shown->end())
    return fail(ErrorCode::not_found, "no topic {} among those of this program", name);
  return log_.describe(name);
}

/// A topic that may not be asked about does not hide the others.
Result<std::vector<TopicLook>> Inspector::describe_all() {
  std::vector<TopicLook> looks;
  if (!options_.topics) {
    auto infos = log_.topics();
    if (!infos) return propagate(infos);
    for (log::TopicInfo& info : *infos) looks.push_back({.info = std::move(info), .key = {}, .value = {}});
    return looks;
  }
  for (const std::string& name : *options_.topics) {
    TopicLook look;
    look.info.spec.name = name;
    auto info = log_.describe(name);
    if (info)
      look.info = std::move(*info);
    else if (info.error().code == ErrorCode::not_found)
      continue;
    else if (info.error().code == ErrorCode::permission)
      look.problem = std::move(info.error());
    else
      return propagate(info);
    looks.push_back(std::move(look));
  }
  return looks;
}

/// Reads the newest record of each topic that has grown.
void Inspector::look_at_newest(std::span<const TopicLook> looks) {
  std::vector<log::TopicInfo> grown;
  for (const TopicLook& look : looks) {
    const auto seen = seen_.find(look.info.spec.name);
    if (seen == seen_.end() || seen->second.end != end_of(look.info)) grown.push_back(look.info);
  }
  auto found = newest_records(log_, grown, {.per_partition = 1, .stop = options_.stop});
  if (!found) {
    spdlog::debug("newest records: {}", found.error().to_string());
    return;
  }
  for (const FoundRecord& record : *found) {
    const auto info = std::ranges::find(grown, record.batch->topic(),
                                        [](const log::TopicInfo& topic) { return topic.spec.name; });
    Seen& seen = seen_[record.batch->topic()];
    if (seen.end == end_of(*info)) continue;  // a newer one has been seen
    const log::RecordView view = record.view();
    seen = {end_of(*info), view.timestamp, std::nullopt, std::nullopt};
    if (!view.key.empty()) seen.key = reader_.key(view.key).format;
    if (view.value) seen.value = reader_.value(*view.value).format;
  }
}

void Inspector::fill(TopicLook& look) {
  const std::string& name = look.info.spec.name;
  look.records_per_s = growth_.note(name, end_of(look.info), Growth::Clock::now());
  const auto schema_of = [&](const std::string& subject) -> std::optional<registry::Version> {
    const registry::Version* version = versions_.find(subject);
    return version == nullptr ? std::nullopt : std::optional{*version};
  };
  look.key.schema = schema_of(name + "-key");
  look.value.schema = schema_of(name + "-value");
  const auto seen = seen_.find(name);
  if (seen == seen_.end() || record_count(look.info) == 0) return;
  look.newest_at = seen->second.at;
  look.key.format = seen->second.key;
  look.value.format = seen->second.value;
}

}  // namespace slipstream::inspect

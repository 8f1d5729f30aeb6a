#include "inspect/group_places.hpp"

#include <algorithm>

namespace slipstream::inspect {

std::vector<GroupPlace> places_of(const log::TopicInfo& topic, const std::vector<log::GroupInfo>& groups) {
  std::vector<GroupPlace> places;
  for (const log::GroupInfo& group : groups) {
    for (const log::PartitionInfo& p : topic.partitions) {
      const auto at = group.committed.find({topic.spec.name, p.partition});
      if (at == group.committed.end()) continue;
      const auto lag = std::max<std::int64_t>(0, p.end - std::max(at->second, p.begin));
      places.push_back({group.group, group.members, p.partition, at->second, lag});
    }
  }
  return places;
}

std::int64_t record_count(const log::TopicInfo& topic) {
  std::int64_t count = 0;
  for (const log::PartitionInfo& partition : topic.partitions) count += partition.end - partition.begin;
  return count;
}

}  // namespace slipstream::inspect

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "log/log.hpp"

namespace slipstream::inspect {

/// How far a group is in one partition of a topic.
struct GroupPlace {
  std::string group;
  std::size_t members = 0;  ///< of the whole group, now
  log::Partition partition = 0;
  log::Offset committed = 0;  ///< the next offset to read
  std::int64_t lag = 0;       ///< records kept that it has not read
};

/// By group, then partition; groups that never committed anything here are left out.
[[nodiscard]] std::vector<GroupPlace> places_of(const log::TopicInfo& topic,
                                                const std::vector<log::GroupInfo>& groups);

/// Offsets between begin and end of all partitions: compaction, and on Kafka the ends of transactions, leave
/// fewer records.
[[nodiscard]] std::int64_t record_count(const log::TopicInfo& topic);

}  // namespace slipstream::inspect

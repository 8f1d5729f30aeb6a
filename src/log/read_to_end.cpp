#include "log/read_to_end.hpp"

#include <algorithm>
#include <map>

namespace slipstream::log {
namespace {

using namespace std::chrono_literals;

constexpr auto kPollTime = 100ms;
// So many in a row without the records that should be there: give up. A cluster undoes the transactions of
// the dead after their time (10 s, see log/kafka) at its next look, which comes every 10 s.
constexpr int kSilentPolls = 600;

Result<Offsets> ends_of(Log& log, std::span<const TopicPartition> partitions) {
  Offsets ends;
  std::map<std::string, TopicInfo> topics;
  for (const TopicPartition& where : partitions) {
    if (!topics.contains(where.topic)) {
      auto info = log.describe(where.topic);
      if (!info) return propagate(info);
      topics.emplace(where.topic, std::move(*info));
    }
    for (const PartitionInfo& at : topics.at(where.topic).partitions)
      if (at.partition == where.partition) ends[where] = at.end;
  }
  return ends;
}

}  // namespace

bool reached(const Offsets& positions, const Offsets& ends) {
  return std::ranges::all_of(ends, [&](const auto& end) {
    const auto at = positions.find(end.first);
    return at != positions.end() && at->second >= end.second;
  });
}

Result<> read_to_end(Log& log, std::span<const TopicPartition> partitions, const std::stop_token& stop,
                     const std::function<void(const RecordBatch& batch, std::size_t index)>& take) {
  if (partitions.empty()) return {};
  auto ends = ends_of(log, partitions);
  if (!ends) return propagate(ends);
  ConsumerOptions options;
  options.assign.assign(partitions.begin(), partitions.end());
  auto consumer = log.consumer(options);
  if (!consumer) return propagate(consumer);
  for (int silent_polls = 0; !reached((*consumer)->positions(), *ends);) {
    if (stop.stop_requested()) return fail(ErrorCode::interrupted, "stopped");
    auto batch = (*consumer)->poll(kPollTime);
    if (!batch) return propagate(batch);
    silent_polls = (*batch)->empty() ? silent_polls + 1 : 0;
    if (silent_polls > kSilentPolls) {
      return fail(ErrorCode::timeout, "not all records of {} come that should be there",
                  partitions.front().topic);
    }
    for (std::size_t i = 0; i < (*batch)->size(); ++i) take(**batch, i);
  }
  return {};
}

}  // namespace slipstream::log

#include "store/filing/topic_reader.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace slipstream::store {

Result<TopicReader> TopicReader::open(log::Log& log, const std::string& topic, WallTime from) {
  const auto info = log.describe(topic);
  if (!info) return std::unexpected(info.error());
  log::Offsets ends;
  for (const log::PartitionInfo& partition : info->partitions)
    ends[{topic, partition.partition}] = partition.end;
  auto begins = log.offsets_at(topic, from);
  if (!begins) return propagate(begins);
  log::ConsumerOptions options;
  options.topics = {topic};
  options.start_offsets = std::move(*begins);
  auto consumer = log.consumer(std::move(options));
  if (!consumer) return propagate(consumer);
  return TopicReader{std::move(*consumer), std::move(ends)};
}

bool TopicReader::at_end() const {
  const log::Offsets positions = consumer_->positions();
  return std::ranges::all_of(ends_, [&](const auto& end) {
    const auto position = positions.find(end.first);
    return position != positions.end() && position->second >= end.second;
  });
}

Result<std::shared_ptr<const log::RecordBatch>> TopicReader::next(const std::stop_token& stop) {
  constexpr std::chrono::milliseconds kWait{100};
  while (!at_end()) {
    if (stop.stop_requested()) return fail(ErrorCode::interrupted, "stopped while reading a run");
    auto batch = consumer_->poll(kWait);
    if (!batch || !(*batch)->empty()) return batch;
  }
  return nullptr;
}

}  // namespace slipstream::store

#include "analytics/state_store.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

namespace slipstream::analytics {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view kSessionHeader = "session-offset";
constexpr std::string_view kTelemetryHeader = "offset";
constexpr auto kPollTime = 100ms;
// So many in a row without the records that should be there: give up. A cluster undoes the transactions of
// the dead after their time (10 s, see log/kafka) at its next look, which comes every 10 s.
constexpr int kSilentPolls = 600;

log::Offset offset_of(std::string_view text, log::Offset fallback) {
  log::Offset offset = fallback;
  std::from_chars(text.data(), text.data() + text.size(), offset);
  return offset;
}

void read_headers(const log::RecordBatch& batch, std::size_t index, SavedState& saved) {
  for (std::size_t i = 0; i < batch[index].header_count; ++i) {
    const log::HeaderView header = batch.header(index, i);
    if (header.key == kSessionHeader) saved.next_session = offset_of(header.value, 0);
    if (header.key == kTelemetryHeader) saved.next_telemetry = offset_of(header.value, -1);
  }
}

bool reached(const log::Offsets& positions, const log::Offsets& ends) {
  return std::ranges::all_of(ends, [&](const auto& end) {
    const auto at = positions.find(end.first);
    return at != positions.end() && at->second >= end.second;
  });
}

}  // namespace

Result<StateStore> StateStore::open(log::Log& log, std::string topic, std::string processor) {
  StateStore store(log, std::move(topic), std::move(processor));
  auto info = log.describe(store.topic_);
  if (!info) return propagate(info);
  store.partitions_ = info->spec.partitions;
  return store;
}

log::TopicPartition StateStore::place(log::Partition partition) const {
  return {topic_, partition % partitions_};
}

std::string StateStore::key(log::Partition partition) const {
  return fmt::format("{}/{}", processor_, partition);
}

Result<std::map<log::Partition, SavedState>> StateStore::load(std::span<const log::Partition> partitions,
                                                              const std::stop_token& stop) {
  std::map<log::Partition, SavedState> saved;
  std::map<std::string, SavedState*, std::less<>> by_key;
  log::Offsets ends;
  for (const log::Partition partition : partitions) {
    by_key[key(partition)] = &saved[partition];
    ends[place(partition)] = 0;
  }
  auto info = log_->describe(topic_);
  if (!info) return propagate(info);
  log::ConsumerOptions options;
  for (auto& [where, end] : ends) {
    options.assign.push_back(where);
    for (const log::PartitionInfo& at : info->partitions)
      if (at.partition == where.partition) end = at.end;
  }
  auto consumer = log_->consumer(options);
  if (!consumer) return propagate(consumer);
  for (int silent_polls = 0; !reached((*consumer)->positions(), ends);) {
    if (stop.stop_requested()) return fail(ErrorCode::interrupted, "stopped");
    auto batch = (*consumer)->poll(kPollTime);
    if (!batch) return propagate(batch);
    silent_polls = (*batch)->empty() ? silent_polls + 1 : 0;
    if (silent_polls > kSilentPolls)
      return fail(ErrorCode::timeout, "not all records of {} come that should be there", topic_);
    for (std::size_t i = 0; i < (*batch)->size(); ++i) {
      const log::RecordView record = (**batch)[i];
      const auto found = by_key.find(record.key);
      if (found == by_key.end()) continue;
      found->second->state = record.value.value_or("");
      read_headers(**batch, i, *found->second);
    }
  }
  return saved;
}

void StateStore::append(log::RecordBatch& batch, log::Partition partition, const SavedState& saved,
                        WallTime now) const {
  const std::string session = fmt::format("{}", saved.next_session);
  const std::string telemetry = fmt::format("{}", saved.next_telemetry);
  const std::array headers{log::HeaderView{kSessionHeader, session},
                           log::HeaderView{kTelemetryHeader, telemetry}};
  batch.append(place(partition).partition, now, key(partition), saved.state, headers);
}

}  // namespace slipstream::analytics

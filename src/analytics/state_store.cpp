#include "analytics/state_store.hpp"

#include <array>
#include <charconv>
#include <set>
#include <vector>

#include <fmt/format.h>

#include "log/read_to_end.hpp"

namespace slipstream::analytics {
namespace {

constexpr std::string_view kSessionHeader = "session-offset";
constexpr std::string_view kTelemetryHeader = "offset";
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
  std::set<log::TopicPartition> places;
  for (const log::Partition partition : partitions) {
    by_key[key(partition)] = &saved[partition];
    places.insert(place(partition));
  }
  const std::vector<log::TopicPartition> from(places.begin(), places.end());
  auto read = log::read_to_end(*log_, from, stop, [&](const log::RecordBatch& batch, std::size_t i) {
    const log::RecordView record = batch[i];
    const auto found = by_key.find(record.key);
    if (found == by_key.end()) return;
    found->second->state = record.value.value_or("");
    read_headers(batch, i, *found->second);
  });
  if (!read) return propagate(read);
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

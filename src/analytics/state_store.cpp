#include "analytics/state_store.hpp"

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

}  // namespace

Result<StateStore> StateStore::open(log::Log& log, std::string topic, std::string processor) {
  StateStore store(log, std::move(topic), std::move(processor));
  auto info = log.describe(store.topic_);
  if (!info) return propagate(info);
  store.partitions_ = info->spec.partitions;
  return store;
}

log::Partition StateStore::state_partition(log::Partition partition) const { return partition % partitions_; }

std::string StateStore::key(log::Partition partition) const {
  return fmt::format("{}/{}", processor_, partition);
}

Result<SavedState> StateStore::load(log::Partition partition, const std::stop_token& stop) {
  const log::TopicPartition from{topic_, state_partition(partition)};
  auto info = log_->describe(topic_);
  if (!info) return propagate(info);
  log::Offset end = 0;
  for (const auto& at : info->partitions) {
    if (at.partition == from.partition) end = at.end;
  }
  log::ConsumerOptions options;
  options.assign = {from};
  auto consumer = log_->consumer(options);
  if (!consumer) return propagate(consumer);
  SavedState saved;
  const std::string state_key = key(partition);
  int silent_polls = 0;
  while ((*consumer)->positions()[from] < end) {
    if (stop.stop_requested()) return fail(ErrorCode::interrupted, "stopped");
    auto batch = (*consumer)->poll(kPollTime);
    if (!batch) return propagate(batch);
    silent_polls = (*batch)->empty() ? silent_polls + 1 : 0;
    if (silent_polls > kSilentPolls) {
      return fail(ErrorCode::timeout, "the records of {}[{}] before {} do not come", topic_, from.partition,
                  end);
    }
    for (std::size_t i = 0; i < (*batch)->size(); ++i) {
      const log::RecordView record = (**batch)[i];
      if (record.key != state_key) continue;
      saved.state = record.value.value_or("");
      read_headers(**batch, i, saved);
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
  batch.append(state_partition(partition), now, key(partition), saved.state, headers);
}

}  // namespace slipstream::analytics

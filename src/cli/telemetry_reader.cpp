#include "cli/telemetry_reader.hpp"

#include <algorithm>
#include <utility>

namespace slipstream::cli {
namespace {

/// A commit waits for the log: not after every batch.
constexpr std::chrono::milliseconds kCommitInterval{100};

}  // namespace

TelemetryReader::TelemetryReader(log::Consumer& consumer, analytics::RuleSetPtr rules,
                                 TelemetryReaderOptions options)
    : consumer_(consumer), options_(std::move(options)), engine_(std::move(rules)) {}

Result<TelemetryReader::Step> TelemetryReader::step(std::chrono::milliseconds timeout) {
  auto batch = consumer_.poll(timeout);
  if (!batch) return propagate(batch);
  if ((*batch)->empty()) return Step::nothing;
  const auto came = std::chrono::steady_clock::now();
  if (tally_.processed == 0) tally_.first = came;
  const Step step = take(**batch, base::wall_now());
  tally_.last = std::chrono::steady_clock::now();
  if (came - committed_ < kCommitInterval) return step;
  if (auto done = commit(); !done) return propagate(done);
  return step;
}

Result<> TelemetryReader::commit() {
  committed_ = std::chrono::steady_clock::now();
  return consumer_.commit(next_);
}

TelemetryReader::Step TelemetryReader::take(const log::RecordBatch& batch, WallTime now) {
  const bool telemetry = batch.topic() == options_.telemetry;
  log::Offsets::iterator next = next_.end();
  for (std::size_t i = 0; i < batch.size(); ++i) {
    const log::RecordView record = batch[i];
    if (next == next_.end() || next->first.partition != record.partition)
      next = next_.try_emplace({batch.topic(), record.partition}).first;
    next->second = record.offset + 1;
    if (!wanted(record.key)) continue;
    ++tally_.processed;
    count_latency(record.timestamp, now);
    if (telemetry && record.value) analyse(*record.value);
    if (static_cast<std::int64_t>(tally_.processed) == options_.max_messages) return Step::enough;
  }
  return Step::records;
}

bool TelemetryReader::wanted(std::string_view key) const {
  return options_.drivers.empty() || std::ranges::find(options_.drivers, key) != options_.drivers.end();
}

void TelemetryReader::count_latency(WallTime produced_at, WallTime now) {
  const double ms = static_cast<double>((now - produced_at).count()) / 1000.0;
  tally_.latency_sum_ms += ms;
  tally_.latency_max_ms = std::max(tally_.latency_max_ms, ms);
}

void TelemetryReader::analyse(std::string_view value) {
  auto record = decoder_.decode(value);
  if (!record) {
    ++tally_.rejected;
    return;
  }
  alerts_.clear();
  engine_.apply(*record, alerts_);
  for (const analytics::AlertMessage& message : alerts_) {
    if (message.alert.state == domain::AlertState::closed) continue;
    ++tally_.anomalies;
    ++tally_.anomalies_by_rule[message.alert.rule];
  }
}

}  // namespace slipstream::cli

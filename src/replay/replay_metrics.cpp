#include "replay/replay_metrics.hpp"

namespace slipstream::replay {
namespace {

double milliseconds(std::chrono::nanoseconds time) {
  return std::chrono::duration<double, std::milli>(time).count();
}

}  // namespace

void ReplayMetrics::begin(MonotonicTime now) {
  std::scoped_lock lock(mutex_);
  began_ = now;
}

void ReplayMetrics::begin_run(const std::string& run_id) {
  std::scoped_lock lock(mutex_);
  ++counts_.runs;
  counts_.run_id = run_id;
}

void ReplayMetrics::sent(const SentCounts& counts, const std::vector<DueRecords>& due, MonotonicTime now) {
  std::scoped_lock lock(mutex_);
  counts_.telemetry_sent += counts.telemetry;
  counts_.session_messages_sent += counts.session_messages;
  counts_.messages_sent += counts.telemetry + counts.session_messages;
  counts_.bytes_sent += counts.bytes;
  for (const DueRecords& records : due) lateness_.record(now - records.deadline, records.count);
}

void ReplayMetrics::begin_stretch(SessionTime position, MonotonicTime now) {
  std::scoped_lock lock(mutex_);
  session_played_ += stretch_to_ - stretch_from_;
  clock_played_ += stretch_ended_ - stretch_began_;
  stretch_from_ = stretch_to_ = position;
  stretch_began_ = stretch_ended_ = now;
}

void ReplayMetrics::played(SessionTime position, MonotonicTime now) {
  std::scoped_lock lock(mutex_);
  stretch_to_ = position;
  stretch_ended_ = now;
}

void ReplayMetrics::set_status(const domain::ReplayStatus& status) {
  std::scoped_lock lock(mutex_);
  counts_.status = status;
}

void ReplayMetrics::end(MonotonicTime now) {
  std::scoped_lock lock(mutex_);
  ended_ = now;
}

ReplayReport ReplayMetrics::report(MonotonicTime now) const {
  std::scoped_lock lock(mutex_);
  ReplayReport report = counts_;
  if (began_) report.duration_seconds = milliseconds(ended_.value_or(now) - *began_) / 1000.0;
  if (report.duration_seconds > 0) {
    report.messages_per_second = static_cast<double>(report.messages_sent) / report.duration_seconds;
  }
  report.max_lateness_ms = milliseconds(lateness_.max());
  report.mean_lateness_ms = milliseconds(lateness_.mean());
  report.p50_lateness_ms = milliseconds(lateness_.quantile(0.50));
  report.p99_lateness_ms = milliseconds(lateness_.quantile(0.99));
  const auto session = session_played_ + (stretch_to_ - stretch_from_);
  const auto clock = clock_played_ + (stretch_ended_ - stretch_began_);
  if (clock.count() > 0) report.effective_speed = milliseconds(session) / milliseconds(clock);
  return report;
}

}  // namespace slipstream::replay

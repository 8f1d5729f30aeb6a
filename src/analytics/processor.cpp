#include "analytics/processor.hpp"

#include <algorithm>

#include "analytics/processor_shared.hpp"
#include "base/logging.hpp"
#include "codec/alert_json.hpp"
#include "log/dead_letter.hpp"

namespace slipstream::analytics {
namespace {

using namespace std::chrono_literals;

constexpr auto kIdlePoll = 100ms;  // how long session messages may wait while no telemetry comes
constexpr auto kRulesEvery = 500ms;
constexpr int kWorkPerCommit = 10;  // under load, times what a commit takes

}  // namespace

Result<> Processor::run(const std::stop_token& stop) {
  stop_ = stop;
  const std::stop_callback wake(stop, [this] { telemetry_->wake(); });
  while (!stop.stop_requested()) {
    auto done = step();
    if (!done && stop.stop_requested() && done.error().code == ErrorCode::interrupted) break;
    if (!done) return done;
    if (!shared_->finishing || has_changes()) continue;
    auto all = has_read_all();
    if (!all) return propagate(all);
    if (*all) break;
  }
  return commit();
}

/// By all members of the group together: a new one may have no partitions yet.
Result<bool> Processor::has_read_all() {
  auto topic = log_.describe(options_.topics.telemetry);
  if (!topic) return propagate(topic);
  auto group = log_.group(options_.group);
  if (!group) return propagate(group);
  const log::Offsets positions = telemetry_->positions();
  return std::ranges::all_of(topic->partitions, [&](const log::PartitionInfo& partition) {
    const log::TopicPartition where{topic->spec.name, partition.partition};
    const auto reaches_end = [&](const log::Offsets& offsets) {
      const auto at = offsets.find(where);
      return at != offsets.end() && at->second >= partition.end;
    };
    return partition.end == partition.begin || reaches_end(group->committed) || reaches_end(positions);
  });
}

Result<> Processor::step() {
  refresh_rules();
  auto read = read_session();
  if (!read) return read;
  read = read_telemetry(until_commit());
  if (!read) return read;
  if (!has_changes() || until_commit() > 0ms) return {};
  auto lag = telemetry_->lag();
  if (lag) shared_->lag = *lag;
  if (lag && *lag == 0) catch_up();
  return commit();
}

std::chrono::milliseconds Processor::until_commit() const {
  if (!has_changes()) return kIdlePoll;
  const bool busy = records_since_commit_ > options_.busy_records;
  const Clock::duration under_load = std::clamp<Clock::duration>(
      kWorkPerCommit * last_commit_took_, options_.busy_commit, options_.longest_commit);
  const auto due = first_since_commit_ + (busy ? under_load : options_.quiet_commit);
  return std::max(std::chrono::ceil<std::chrono::milliseconds>(due - Clock::now()), 0ms);
}

bool Processor::has_changes() const { return handled_since_commit_ > 0; }

Result<> Processor::read_session() {
  while (!work_.empty()) {
    auto batch = session_->poll(0ms);
    if (!batch) return propagate(batch);
    if ((*batch)->empty()) return {};
    if (!has_changes()) first_since_commit_ = Clock::now();
    handled_since_commit_ += (*batch)->size();
    for (std::size_t i = 0; i < (*batch)->size(); ++i) apply_session(**batch, i);
  }
  return {};
}

void Processor::apply_session(const log::RecordBatch& batch, std::size_t index) {
  const log::RecordView record = batch[index];
  const auto message = codec::read_session_message(record.value.value_or(""));
  // Every member reads the whole topic: the one with the first partition reports what cannot be read.
  if (!message && message.error().code != ErrorCode::unsupported && work_.contains(0)) {
    reject(batch, index, message.error());
  }
  for (auto& [partition, work] : work_) {
    if (record.offset < work.next_session) continue;
    work.next_session = record.offset + 1;
    work.changed = true;
    if (message) work.engine.apply(*message, alerts_);
  }
  take_alerts();
}

Result<> Processor::read_telemetry(std::chrono::milliseconds wait) {
  auto batch = telemetry_->poll(wait);
  if (!batch) return propagate(batch);
  if (revocation_error_) return std::unexpected(*revocation_error_);
  if (auto taken = take_up_assigned(); !taken) return taken;
  if ((*batch)->empty()) return {};
  if (!has_changes()) first_since_commit_ = Clock::now();
  handled_since_commit_ += (*batch)->size();
  records_since_commit_ += (*batch)->size();
  Work* work = nullptr;
  log::Partition partition = -1;
  for (std::size_t i = 0; i < (*batch)->size(); ++i) {
    const log::RecordView record = (**batch)[i];
    if (work == nullptr || record.partition != partition) {
      partition = record.partition;
      work = &work_.at(partition);
      work->changed = true;
    }
    const auto sample = decoder_.decode(record.value.value_or(""));
    if (sample) {
      work->engine.apply(*sample, alerts_);
      if (!alerts_.empty()) take_alerts();
    } else {
      reject(**batch, i, sample.error());
    }
  }
  shared_->records += (*batch)->size();
  return {};
}

void Processor::catch_up() {
  for (auto& [partition, work] : work_) {
    work.engine.caught_up(alerts_);
    work.changed = work.changed || !alerts_.empty();
    take_alerts();
  }
}

void Processor::refresh_rules() {
  if (!rule_file_ || Clock::now() - rules_checked_ < kRulesEvery) return;
  rules_checked_ = Clock::now();
  auto rules = rule_file_->refresh();
  if (!rules) {
    spdlog::warn("{}; the rules stay as they were", rules.error().to_string());
    return;
  }
  if (*rules == nullptr) return;
  {
    const std::scoped_lock lock(shared_->rules);
    rules_ = *rules;
  }
  spdlog::info("{}: {} rules are in force now", rule_file_->path().string(), rules_->rules.size());
  if (!has_changes()) first_since_commit_ = Clock::now();
  ++handled_since_commit_;
  for (auto& [partition, work] : work_) {
    work.engine.set_rules(rules_, alerts_);
    work.changed = true;
  }
  take_alerts();
}

void Processor::take_alerts() {
  if (alerts_.empty()) return;
  const WallTime now = base::wall_now();
  for (const AlertMessage& message : alerts_) {
    const domain::Alert& alert = message.alert;
    const domain::Stamp stamp{now, message.session_key, message.run_id, message.seq};
    results_.append_with(message.partition, now, alert.alert_id,
                         [&](std::string& out) { codec::write_alert(alert, stamp, out); });
    if (alert.state != domain::AlertState::closed)
      ++shared_->alerts[static_cast<std::size_t>(alert.severity)];
  }
  alerts_.clear();
}

void Processor::reject(const log::RecordBatch& batch, std::size_t index, const Error& error) {
  log::append_dead_letter(rejected_, batch, index, error.message);
  ++shared_->rejected;
}

ProcessorCounters& ProcessorCounters::operator+=(const ProcessorCounters& next) {
  records += next.records;
  late_records += next.late_records;
  for (std::size_t i = 0; i < alerts.size(); ++i) alerts[i] += next.alerts[i];
  rejected += next.rejected;
  commits += next.commits;
  lag = next.lag;
  return *this;
}

void Processor::finish() {
  shared_->finishing = true;
  telemetry_->wake();
}

RuleSetPtr Processor::rules() const {
  const std::scoped_lock lock(shared_->rules);
  return rules_;
}

ProcessorCounters Processor::counters() const {
  ProcessorCounters now;
  now.records = shared_->records;
  now.late_records = shared_->late_records;
  for (std::size_t i = 0; i < now.alerts.size(); ++i) now.alerts[i] = shared_->alerts[i];
  now.rejected = shared_->rejected;
  now.commits = shared_->commits;
  now.lag = shared_->lag;
  return now;
}

}  // namespace slipstream::analytics

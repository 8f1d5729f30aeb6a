#include <algorithm>
#include <limits>
#include <thread>
#include <utility>

#include "analytics/processor.hpp"
#include "analytics/processor_shared.hpp"
#include "base/logging.hpp"

/// The part of the processor that starts from, and commits to, what the log keeps.
namespace slipstream::analytics {
namespace {

using namespace std::chrono_literals;

constexpr int kCommitRetries = 3;
constexpr auto kCommitPause = 50ms;

}  // namespace

Processor::Processor(log::Log& log, ProcessorOptions options, StateStore store)
    : log_(log),
      options_(std::move(options)),
      store_(std::move(store)),
      results_(options_.topics.alerts),
      rejected_(options_.topics.dead_letter),
      shared_(std::make_unique<Shared>()) {}

Processor::~Processor() {
  // A consumer that leaves gives its partitions back: what is not committed now must not be.
  abandoned_ = true;
  telemetry_.reset();
}

Result<std::unique_ptr<Processor>> Processor::open(log::Log& log, ProcessorOptions options) {
  for (const std::string& topic :
       {options.topics.telemetry, options.topics.session, options.topics.dead_letter}) {
    auto info = log.describe(topic);
    if (!info) return propagate(info);
  }
  auto alerts = log.describe(options.topics.alerts);
  if (!alerts) return propagate(alerts);
  auto store = StateStore::open(log, options.topics.state, options.name);
  if (!store) return propagate(store);
  std::unique_ptr<Processor> processor(new Processor(log, std::move(options), std::move(*store)));
  auto started = processor->start(alerts->spec.partitions);
  if (!started) return propagate(started);
  return processor;
}

Result<> Processor::start(std::int32_t alert_partitions) {
  alert_partitions_ = alert_partitions;
  rules_ = options_.rules;
  if (!options_.rules_file.empty()) {
    auto file = RuleFile::open(options_.rules_file, options_.adjust_rules);
    if (!file) return propagate(file);
    rules_ = file->rules();
    rule_file_ = std::move(*file);
  }
  if (rules_ == nullptr) {
    RuleSet rules = default_rules();
    if (options_.adjust_rules) options_.adjust_rules(rules);
    rules_ = std::make_shared<const RuleSet>(std::move(rules));
  }
  // The producer first: it fences off a predecessor whose last transaction might still change the state.
  log::ProducerOptions producing;
  producing.transactional_id = options_.transactional_id;
  auto producer = log_.producer(producing);
  if (!producer) return propagate(producer);
  producer_ = std::move(*producer);
  log::ConsumerOptions reading;
  reading.group = options_.group;
  reading.topics = {options_.topics.telemetry};
  reading.headers = false;
  reading.max_batch_records = options_.max_batch_records;
  reading.on_assigned = [this](std::span<const log::TopicPartition> partitions) {
    for (const log::TopicPartition& partition : partitions) assigned_.push_back(partition.partition);
  };
  reading.on_revoked = [this](std::span<const log::TopicPartition> partitions) { release(partitions); };
  auto telemetry = log_.consumer(reading);
  if (!telemetry) return propagate(telemetry);
  telemetry_ = std::move(*telemetry);
  log::ConsumerOptions listening;
  listening.assign = {session_partition()};
  auto session = log_.consumer(listening);
  if (!session) return propagate(session);
  session_ = std::move(*session);
  return {};
}

log::TopicPartition Processor::session_partition() const { return {options_.topics.session, 0}; }

/// A partition has state to go on with, and session messages to hear, before its first record comes.
Result<> Processor::take_up_assigned() {
  if (assigned_.empty()) return {};
  const bool first = work_.empty();
  auto saved = store_.load(std::exchange(assigned_, {}), stop_);
  if (!saved) return propagate(saved);
  auto hear_from = std::numeric_limits<log::Offset>::max();
  for (const auto& [partition, state] : *saved) {
    hear_from = std::min(hear_from, state.next_session);
    work_.insert_or_assign(partition, take_up(partition, state));
  }
  // What the others have heard already is new to these; they pass over it.
  const log::Offset next = session_->positions()[session_partition()];
  return hear_from < next || (first && hear_from > next) ? session_->seek(session_partition(), hear_from)
                                                         : Result<>{};
}

Processor::Work Processor::take_up(log::Partition partition, const SavedState& saved) const {
  Work work{AnalyticsEngine(rules_, alert_partitions_), saved.next_session};
  if (saved.state.empty()) return work;
  const auto loaded = work.engine.load_state(saved.state);
  if (!loaded) spdlog::warn("state of {}/{}: {}", options_.name, partition, loaded.error().message);
  return work;
}

void Processor::release(std::span<const log::TopicPartition> partitions) {
  auto committed = abandoned_ ? Result<>{} : commit();
  if (!committed && !revocation_error_) revocation_error_ = committed.error();
  for (const log::TopicPartition& gone : partitions) {
    work_.erase(gone.partition);
    std::erase(assigned_, gone.partition);
  }
}

Result<> Processor::commit() {
  if (!has_changes()) return {};
  const Clock::time_point began = Clock::now();
  log::RecordBatch state(store_.topic());
  append_state(state, base::wall_now());
  auto done = commit_once(state);
  // While a cluster gives its partitions out anew, a commit may come with a generation of the group that has
  // just gone by.
  for (int retry = 0; !done && done.error().code == ErrorCode::conflict && retry < kCommitRetries; ++retry) {
    std::this_thread::sleep_for(kCommitPause);
    done = commit_once(state);
  }
  if (!done) {
    abandoned_ = true;
    return done;
  }
  for (log::RecordBatch* sent : {&results_, &rejected_}) *sent = log::RecordBatch(sent->topic());
  std::uint64_t late = 0;
  for (auto& [partition, work] : work_) {
    work.changed = false;
    late += work.engine.counters().late_samples;
  }
  shared_->late_records = late;
  ++shared_->commits;
  last_commit_took_ = Clock::now() - began;
  handled_since_commit_ = 0;
  records_since_commit_ = 0;
  return {};
}

/// All or nothing.
Result<> Processor::commit_once(const log::RecordBatch& state) {
  auto done = producer_->begin();
  if (!done) return done;
  for (const log::RecordBatch* batch : {&std::as_const(results_), &std::as_const(rejected_), &state})
    if (done && !batch->empty()) done = producer_->send(*batch);
  if (!done) {
    if (auto aborted = producer_->abort(); !aborted)
      spdlog::warn("abort after a failed commit: {}", aborted.error().to_string());
    return done;
  }
  return producer_->commit(options_.group, telemetry_->positions());
}

void Processor::append_state(log::RecordBatch& batch, WallTime now) {
  const log::Offsets positions = telemetry_->positions();
  for (auto& [partition, work] : work_) {
    if (!work.changed) continue;
    SavedState saved;
    saved.state = work.engine.save_state();
    saved.next_session = work.next_session;
    const auto at = positions.find({options_.topics.telemetry, partition});
    if (at != positions.end()) saved.next_telemetry = at->second;
    store_.append(batch, partition, saved, now);
  }
}

}  // namespace slipstream::analytics

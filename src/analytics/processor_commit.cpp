#include <algorithm>

#include "analytics/processor.hpp"
#include "analytics/processor_shared.hpp"
#include "base/logging.hpp"

/// The part of the processor that starts from, and commits to, what the log keeps.
namespace slipstream::analytics {
namespace {

using namespace std::chrono_literals;

constexpr auto kCalibrationEvery = 10s;

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
  reading.max_batch_records = options_.max_batch_records;
  reading.on_revoked = [this](std::span<const log::TopicPartition> partitions) { release(partitions); };
  auto telemetry = log_.consumer(reading);
  if (!telemetry) return propagate(telemetry);
  telemetry_ = std::move(*telemetry);
  return start_session();
}

Result<> Processor::start_session() {
  const log::TopicPartition session{options_.topics.session, 0};
  log::ConsumerOptions reading;
  reading.assign = {session};
  auto consumer = log_.consumer(reading);
  if (!consumer) return propagate(consumer);
  session_ = std::move(*consumer);
  for (const auto& [partition, offset] : telemetry_->positions()) {
    auto work = work_of(partition.partition);
    if (!work) return propagate(work);
  }
  if (work_.empty()) return {};
  const auto first = std::min_element(work_.begin(), work_.end(), [](const auto& a, const auto& b) {
    return a.second.next_session < b.second.next_session;
  });
  return first->second.next_session > 0 ? session_->seek(session, first->second.next_session) : Result<>{};
}

Result<Processor::Work*> Processor::work_of(log::Partition partition) {
  const auto found = work_.find(partition);
  if (found != work_.end()) return &found->second;
  auto saved = store_.load(partition);
  if (!saved) return propagate(saved);
  Work work{AnalyticsEngine(rules_, alert_partitions_), saved->next_session};
  if (!saved->state.empty()) {
    auto loaded = work.engine.load_state(saved->state);
    if (loaded) loaded = work.engine.load_calibration(saved->calibration);
    if (!loaded) spdlog::warn("state of {}/{}: {}", options_.name, partition, loaded.error().message);
  }
  const log::TopicPartition session{options_.topics.session, 0};
  if (saved->next_session < session_->positions()[session]) {
    // What the others have read already is new to this partition; they pass over it.
    auto sought = session_->seek(session, saved->next_session);
    if (!sought) return propagate(sought);
  }
  return &work_.emplace(partition, std::move(work)).first->second;
}

void Processor::release(std::span<const log::TopicPartition> partitions) {
  auto committed = abandoned_ ? Result<>{} : commit();
  if (!committed && !revocation_error_) revocation_error_ = committed.error();
  for (const log::TopicPartition& gone : partitions) work_.erase(gone.partition);
}

Result<> Processor::commit() {
  if (!has_changes() && (!last_commit_ || work_.empty())) return {};
  auto begun = producer_->begin();
  if (!begun) return begun;
  auto sent = send_results();
  if (sent) sent = producer_->commit(options_.group, telemetry_->positions());
  if (!sent) {
    abandoned_ = true;
    auto aborted = producer_->abort();
    if (!aborted) spdlog::warn("abort after a failed commit: {}", aborted.error().to_string());
    return sent;
  }
  std::uint64_t late = 0;
  for (auto& [partition, work] : work_) {
    work.changed = false;
    late += work.engine.counters().late_samples;
  }
  shared_->late_records = late;
  ++shared_->commits;
  handled_since_commit_ = 0;
  records_since_commit_ = 0;
  return {};
}

Result<> Processor::send_results() {
  log::RecordBatch state(store_.topic());
  append_state(state, base::wall_now());
  for (log::RecordBatch* batch : {&results_, &rejected_, &state}) {
    if (batch->empty()) continue;
    const std::string topic = batch->topic();
    auto sent = producer_->send(std::exchange(*batch, log::RecordBatch(topic)));
    if (!sent) return sent;
  }
  return {};
}

void Processor::append_state(log::RecordBatch& batch, WallTime now) {
  const log::Offsets positions = telemetry_->positions();
  for (auto& [partition, work] : work_) {
    if (!work.changed && !last_commit_) continue;
    SavedState saved;
    saved.state = work.engine.save_state();
    saved.next_session = work.next_session;
    const auto at = positions.find({options_.topics.telemetry, partition});
    if (at != positions.end()) saved.next_telemetry = at->second;
    if (last_commit_ || Clock::now() - work.calibration_saved >= kCalibrationEvery) {
      saved.calibration = work.engine.save_calibration();
      work.calibration_saved = Clock::now();
    }
    store_.append(batch, partition, saved, now);
  }
}

}  // namespace slipstream::analytics

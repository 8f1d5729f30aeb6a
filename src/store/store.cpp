#include "store/store.hpp"

#include <algorithm>
#include <utility>

namespace slipstream::store {
namespace {

constexpr std::size_t kAnnotationsKept = 200;
constexpr std::size_t kProducersKept = 16;
constexpr double kSpinThrottlePct = 50;

}  // namespace

struct Store::Source {
  Source(std::shared_ptr<DriverHistory> history, std::size_t slot, const analytics::DerivedOptions& options)
      : writer(std::move(history), slot), channels(options) {}
  DriverWriter writer;
  analytics::DerivedChannels channels;  // learns on through seeks: it is the same car
  bool spinning = false;
  analytics::GearAnomaly anomaly = analytics::GearAnomaly::none;
};

Store::Store(StoreOptions options)
    : options_(options),
      drivers_(std::make_shared<const Drivers>()),
      live_(options.live),
      alerts_(options.alerts_per_severity),
      stats_(options.rate_window) {}

Store::~Store() = default;

std::shared_ptr<const DriverHistory> Store::driver(std::string_view id) const {
  for (const auto& history : drivers()) {
    if (history->driver().view() == id) return history;
  }
  return nullptr;
}

void Store::apply(const codec::TelemetryRecord& record, const LogPlace& place) {
  ++batch_messages_;
  const WallTime at = record.stamp.produced_at;
  const std::string_view run_id = record.stamp.run_id;
  if (!accept(runs_.judge(run_id, at), run_id, record.stamp.session_key, at)) return;
  Source* source = source_of(record.sample.driver);
  if (source == nullptr) return reject();
  const analytics::DerivedSample derived = source->channels.apply(record.sample);
  source->writer.add(record.sample, derived, at);

  const LiveSample sample{record.sample, at};
  live_.add_sample(sample, place);
  std::scoped_lock lock(mutex_);
  count(record, derived, *source);
  latest_[source->writer.slot()] = sample;
}

void Store::apply(const codec::SessionRecord& record, const LogPlace& place, std::string_view json) {
  const auto verdict = runs_.judge(record.run_id, record.produced_at);
  if (!accept(verdict, record.run_id, record.session_key, record.produced_at)) return;
  const auto& body = record.message.body;
  const auto* info = std::get_if<domain::SessionInfo>(&body);
  const auto* replay = std::get_if<domain::ReplayStatus>(&body);
  if (info != nullptr) note_drivers(*info);
  if (replay != nullptr) note_replay(*replay, record.produced_at);
  const domain::DriverId driver = record.message.car ? record.message.car->driver : domain::DriverId{};
  if (const auto* timing = std::get_if<domain::TimingUpdate>(&body); timing != nullptr && !driver.empty()) {
    const auto date = record.message.date;
    const Moment at{unix_ms(record.produced_at),
                    date ? date->time_since_epoch().count() : TelemetryRow::kNoTime};
    if (Source* source = source_of(driver)) source->writer.add(*timing, at);
  }
  std::scoped_lock lock(mutex_);
  ++stats_.session_messages;
  session_.apply(record);
  // Under the lock, so that a snapshot and its place in the feed fit together.
  live_.add_record(replay != nullptr ? LiveKind::replay : LiveKind::session, place, record.produced_at,
                   driver, json);
}

void Store::apply(const codec::AlertRecord& record, const LogPlace& place, std::string_view json) {
  const auto verdict = runs_.judge_alert(record.run_id, record.produced_at);
  if (!accept(verdict, record.run_id, record.session_key, record.produced_at)) return;
  std::scoped_lock lock(mutex_);
  alerts_.apply(record);
  live_.add_record(LiveKind::alert, place, record.produced_at, record.alert.driver, json);
}

void Store::reject() {
  std::scoped_lock lock(mutex_);
  ++stats_.rejected;
}

void Store::finish_batch(WallTime now) {
  live_.set_now(now);
  live_.flush_due();
  if (batch_messages_ == 0) return;
  std::scoped_lock lock(mutex_);
  stats_.messages_received += batch_messages_;
  stats_.rate.add(now, batch_messages_);
  batch_messages_ = 0;
}

bool Store::accept(RunTracker::Verdict verdict, std::string_view run_id, std::string_view session_key,
                   WallTime produced_at) {
  switch (verdict) {
    case RunTracker::Verdict::current: return true;
    case RunTracker::Verdict::fresh: start_run(run_id, session_key, produced_at); return true;
    case RunTracker::Verdict::earlier: break;
  }
  std::scoped_lock lock(mutex_);
  ++stats_.from_earlier_run;
  return false;
}

void Store::start_run(std::string_view run_id, std::string_view session_key, WallTime at) {
  std::scoped_lock lock(mutex_);
  const bool first = session_.run_id().empty();
  const bool other_session = session_.session_key() != session_key;
  if (other_session) {
    sources_.clear();
    drivers_.store(std::make_shared<const Drivers>());
    alerts_.clear();
    annotations_.clear();
    latest_.clear();
  }
  for (auto& [driver, source] : sources_) source->writer.start_run({unix_ms(at), TelemetryRow::kNoTime});
  session_.start_run(run_id, session_key);
  alerts_.start_run();
  live_.start_run(run_id);
  if (paused_at_ && !other_session) {
    annotate({AnnotationKind::pause, unix_ms(*paused_at_), unix_ms(at), "Paused", std::string{run_id}});
  }
  paused_at_.reset();
  if (!first && !other_session) {
    annotate({AnnotationKind::run_started, unix_ms(at), unix_ms(at), "New run", std::string{run_id}});
  }
  if (stats_.producers.size() >= kProducersKept) stats_.producers.erase(stats_.producers.begin());
  producer_ = &stats_.producers[std::string{run_id}];
}

Store::Source* Store::source_of(const domain::DriverId& driver) {
  const auto known = sources_.find(driver);
  if (known != sources_.end()) return known->second.get();
  if (sources_.size() >= options_.max_drivers) return nullptr;
  auto drivers = std::make_shared<Drivers>(*drivers_.load());
  const std::size_t slot = drivers->size();
  auto history = std::make_shared<DriverHistory>(driver, options_.points_per_driver);
  drivers->push_back(history);
  drivers_.store(std::move(drivers));
  {
    std::scoped_lock lock(mutex_);
    latest_.emplace_back();
  }
  return sources_.emplace(driver, std::make_unique<Source>(std::move(history), slot, options_.derived))
      .first->second.get();
}

void Store::forget(const domain::DriverId& driver) {
  const auto known = sources_.find(driver);
  if (known == sources_.end()) return;
  const std::size_t slot = known->second->writer.slot();
  auto drivers = std::make_shared<Drivers>(*drivers_.load());
  auto history = std::make_shared<DriverHistory>(driver, options_.points_per_driver);
  drivers->at(slot) = history;
  drivers_.store(std::move(drivers));
  known->second = std::make_unique<Source>(std::move(history), slot, options_.derived);
  std::scoped_lock lock(mutex_);
  latest_[slot] = {};
}

void Store::note_drivers(const domain::SessionInfo& info) {
  for (const domain::Driver& driver : info.drivers) source_of(driver.id);
}

void Store::note_replay(const domain::ReplayStatus& status, WallTime at) {
  const bool paused = status.state == domain::ReplayState::paused;
  if (paused && !paused_at_) {
    paused_at_ = at;
    break_lines();
  }
  std::scoped_lock lock(mutex_);
  if (!paused && paused_at_) {
    annotate({AnnotationKind::pause, unix_ms(*paused_at_), unix_ms(at), "Paused", runs_.current()});
    paused_at_.reset();
  }
  if (!status.from || !status.to) return;
  const std::string text = fmt::format("Seek from {} to {}", base::format_session_time(*status.from),
                                       base::format_session_time(*status.to));
  // The seek is what began this run: one annotation for both.
  if (!annotations_.empty() && annotations_.back().kind == AnnotationKind::run_started &&
      annotations_.back().run_id == runs_.current()) {
    annotations_.pop_back();
  }
  annotate({AnnotationKind::seek, unix_ms(at), unix_ms(at), text, runs_.current()});
}

void Store::break_lines() {
  for (auto& [driver, source] : sources_) source->writer.break_line();
}

void Store::annotate(Annotation annotation) {
  if (annotations_.size() == kAnnotationsKept) annotations_.pop_front();
  annotations_.push_back(std::move(annotation));
}

void Store::count(const codec::TelemetryRecord& record, const analytics::DerivedSample& derived,
                  Source& source) {
  ++producer_->messages;
  producer_->last_at = std::max(producer_->last_at, record.stamp.produced_at);
  const domain::TelemetrySample& sample = record.sample;
  // As the rule wheel_spin: wheels also turn too fast by ratio under braking, which is no spin.
  const bool spinning = derived.wheel_spin.value_or(false) && sample.throttle_pct >= kSpinThrottlePct;
  if (spinning && !source.spinning) ++stats_.wheel_spin[sample.driver];
  source.spinning = spinning;
  const auto anomaly = derived.gear_anomaly.value_or(analytics::GearAnomaly::none);
  if (anomaly != source.anomaly && anomaly != analytics::GearAnomaly::none) {
    if (anomaly == analytics::GearAnomaly::lugging) ++stats_.lugging;
    if (anomaly == analytics::GearAnomaly::over_rev) ++stats_.over_rev;
    ++stats_.gear_anomalies_by_gear[*sample.gear];
  }
  source.anomaly = anomaly;
}

}  // namespace slipstream::store

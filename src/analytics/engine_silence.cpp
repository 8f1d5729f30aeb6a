#include <algorithm>

#include "analytics/analytics_engine.hpp"

/// The part of the engine that is about cars that send nothing, and about what the session topic says of
/// that.
namespace slipstream::analytics {
namespace {

/// A heartbeat may overtake samples on their way by a moment of production; at 1000× that is many seconds of
/// session time. So a car must be silent for this long of production as well.
constexpr std::chrono::seconds kSilentOfProduction{1};

void note_timing(OffTrack& car, const domain::TimingUpdate& timing) {
  const auto note = [](bool& flag, const domain::Patch<bool>& patch) {
    if (patch.present()) flag = patch.value().value_or(false);
  };
  note(car.in_pit, timing.in_pit);
  note(car.stopped, timing.stopped);
  note(car.retired, timing.retired);
  note(car.knocked_out, timing.knocked_out);
}

void note_end(RunState& run, const domain::ReplayStatus& replay) {
  if (replay.state == domain::ReplayState::ended)
    run.ended_parts.insert(replay.part.number);
  else
    run.ended_parts.erase(replay.part.number);
  run.ended = run.ended_parts.size() >= static_cast<std::size_t>(replay.part.count);
}

}  // namespace

/// Records of one producer are numbered on; where a number comes again, there is another producer.
void AnalyticsEngine::note_producer(RunState& run, std::uint64_t seq) {
  const bool again = seq < run.telemetry_seq || (seq == run.telemetry_seq && seq > 0);
  run.several_producers = run.several_producers || again;
  run.telemetry_seq = std::max(run.telemetry_seq, seq);
}

void AnalyticsEngine::apply(const codec::SessionRecord& record, Alerts& out) {
  const domain::SessionMessage& message = record.message;
  const auto* timing = std::get_if<domain::TimingUpdate>(&message.body);
  const auto* heartbeat = std::get_if<domain::Heartbeat>(&message.body);
  const auto* replay = std::get_if<domain::ReplayStatus>(&message.body);
  if (timing == nullptr && heartbeat == nullptr && replay == nullptr) return;
  RunState& run = run_of(record.run_id, record.session_key, out);
  if (timing != nullptr && message.car) note_timing(run.off_track[message.car->driver], *timing);
  if (heartbeat != nullptr && !heartbeat->paused) {
    run.pulse = RunState::Pulse{heartbeat->position, record.produced_at};
  }
  if (replay != nullptr) note_end(run, *replay);
}

void AnalyticsEngine::find_silent(RunState& run, SessionTime now, std::optional<WallTime> produced_at,
                                  Alerts& out) {
  run.silence_check = std::max(run.silence_check, now);
  if (silence_rules_.empty() || run.ended) return;
  for (auto& [driver, car] : run.cars) {
    if (!car.moving || (produced_at && *produced_at - car.last_produced_at < kSilentOfProduction)) continue;
    const auto off = run.off_track.find(driver);
    if (off != run.off_track.end() && off->second.any()) continue;
    for (const std::size_t index : silence_rules_) {
      const Rule& rule = rules_->rules[index];
      RuleState& state = car.rules[index];
      const double silent_s = base::seconds(now - car.last_time);
      const double limit_s = rule.parameters[0];
      if (silent_s < limit_s || state.open) continue;
      const Finding finding{Truth::yes, silent_s, limit_s, silent_s - limit_s};
      state.open = true;
      state.true_since = car.last_time + Milliseconds{static_cast<std::int64_t>(limit_s * 1000)};
      state.threshold = limit_s;
      const AlertMoment at{now, std::nullopt, car.lap_number};
      emit(run,
           rules_->mode == AlertMode::per_sample ? sample_alert(run, rule, driver, finding, at)
                                                 : opening_alert(run, rule, driver, state, finding, at),
           out);
    }
  }
}

void AnalyticsEngine::end_silence(RunState& run, CarState& car, domain::DriverId driver,
                                  const AlertMoment& at, Alerts& out) {
  for (const std::size_t index : silence_rules_) {
    const Rule& rule = rules_->rules[index];
    RuleState& state = car.rules[index];
    if (!state.open) continue;
    state.false_since = at.time;
    state.extreme = base::seconds(at.time - *state.true_since) + rule.parameters[0];
    if (rules_->mode == AlertMode::open_close) emit(run, closing_alert(run, rule, driver, state, at), out);
    state = {};
  }
}

}  // namespace slipstream::analytics

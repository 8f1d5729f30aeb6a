#include "prepare/track_reducer.hpp"

namespace slipstream::prepare {

void TrackReducer::apply(const domain::TrackStatus& status, MessageSink& sink) {
  if (!statuses_.empty() && statuses_.back().code == status.code) return;
  statuses_.push_back({sink.time(), status.code});
  sink.add(status);
}

void TrackReducer::apply(const domain::Weather& weather, MessageSink& sink) {
  weather_ = weather;
  sink.add(weather);
}

void TrackReducer::apply(const source::TeamRadio& radio, MessageSink& sink) {
  for (const auto& [index, clip] : radio.captures.items) {
    if (index < clips_seen_) continue;
    clips_seen_ = index + 1;
    sink.add(clip.car, domain::TeamRadio{clip.path}, clip.utc);
  }
}

void TrackReducer::apply(const source::ExtrapolatedClock& clock, MessageSink& sink) {
  const domain::Clock before = clock_;
  clock.remaining.apply_to(clock_.remaining);
  clock.extrapolating.apply_to(clock_.running);
  emit_clock(before, sink, clock.utc);
}

void TrackReducer::apply(const source::LapCount& count, MessageSink& sink) {
  const domain::Clock before = clock_;
  count.current_lap.apply_to(clock_.lap_number);
  count.total_laps.apply_to(clock_.total_laps);
  emit_clock(before, sink, std::nullopt);
}

void TrackReducer::emit_clock(const domain::Clock& before, MessageSink& sink, std::optional<UtcTime> date) {
  if (clock_ != before) sink.add(clock_, date);
}

}  // namespace slipstream::prepare

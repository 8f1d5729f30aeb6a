#include "prepare/timing_reducer.hpp"

#include <cstddef>

namespace slipstream::prepare {
namespace {

using domain::Patch;
using domain::Sector;
using domain::SectorStatus;
using domain::TimingUpdate;

/// A circuit has 8 or 9 mini-sectors in a sector; a hostile index must not become an allocation.
constexpr std::size_t kMaxSegments = 64;

std::optional<Milliseconds> seconds_of(const std::optional<domain::Gap>& gap) {
  const auto* time = gap ? std::get_if<domain::GapTime>(&*gap) : nullptr;
  return time != nullptr ? std::optional{time->behind} : std::nullopt;
}

std::optional<int> laps_of(const std::optional<domain::Gap>& gap) {
  const auto* laps = gap ? std::get_if<domain::GapLaps>(&*gap) : nullptr;
  return laps != nullptr ? std::optional{laps->laps} : std::nullopt;
}

/// Carries `patch` out on `field` and mentions it in `change` if that made a difference.
template <class T>
void carry_out(const Patch<T>& patch, std::optional<T>& field, Patch<T>& change) {
  if (patch.apply_to(field)) change = Patch<T>{field};
}

void apply_segments(const domain::ListPatch<int>& patch, std::vector<domain::SegmentStatus>& segments) {
  if (patch.whole) segments.clear();
  for (const auto& [index, code] : patch.items) {
    if (index >= kMaxSegments) continue;
    if (segments.size() <= index) segments.resize(index + 1);
    segments[index] = domain::segment_status_from_code(code);
  }
}

}  // namespace

void TimingReducer::apply(const source::TimingData& data, const LapReducer& laps, const LapFacts& facts,
                          MessageSink& sink) {
  for (const source::CarTiming& patch : data.cars) {
    State& state = cars_[patch.car];
    TimingUpdate changes = update(state, patch);
    const auto lap = laps.current_lap(patch.car, facts);
    if (lap != state.lap_number) changes.lap_number = Patch<int>{state.lap_number = lap};
    if (changes != TimingUpdate{}) sink.add(patch.car, std::move(changes));
  }
  if (!data.session_part.apply_to(part_)) return;
  for (auto& [car, state] : cars_) {
    TimingUpdate changes;
    update_gaps(state, {}, changes);
    if (changes != TimingUpdate{}) sink.add(car, std::move(changes));
  }
}

TimingUpdate TimingReducer::update(State& state, const source::CarTiming& patch) const {
  TimingUpdate changes;
  carry_out(patch.position, state.position, changes.position);
  carry_out(patch.knocked_out, state.knocked_out, changes.knocked_out);
  update_gaps(state, patch, changes);
  carry_out(patch.last_lap_time.value, state.last_lap_time, changes.last_lap_time);
  carry_out(patch.best_lap_time.value, state.best_lap_time, changes.best_lap_time);
  if (update_sectors(state, patch)) changes.sectors = state.sectors;

  domain::SpeedTraps speeds = state.speeds;
  patch.i1.value.apply_to(speeds.i1);
  patch.i2.value.apply_to(speeds.i2);
  patch.fl.value.apply_to(speeds.fl);
  patch.st.value.apply_to(speeds.st);
  if (speeds != state.speeds) changes.speeds = state.speeds = speeds;

  carry_out(patch.in_pit, state.in_pit, changes.in_pit);
  carry_out(patch.pit_out, state.pit_out, changes.pit_out);
  carry_out(patch.stopped, state.stopped, changes.stopped);
  carry_out(patch.retired, state.retired, changes.retired);
  carry_out(patch.cut_off, state.cut_off, changes.cut_off);
  carry_out(patch.number_of_pit_stops, state.pit_stops, changes.pit_stops);
  return changes;
}

void TimingReducer::choose_part(State& state) const {
  if (!part_ || *part_ < 1 || *part_ > 3) return;
  std::size_t part = static_cast<std::size_t>(*part_) - 1;
  if (state.knocked_out == true) {
    while (part > 0 && !state.parts[part].to_fastest) --part;
  }
  state.gap_to_leader = state.parts[part].to_fastest;
  state.interval = state.parts[part].to_ahead;
}

void TimingReducer::update_gaps(State& state, const source::CarTiming& patch, TimingUpdate& changes) const {
  const auto gap = state.gap_to_leader;
  const auto interval = state.interval;
  patch.gap_to_leader.apply_to(state.gap_to_leader);
  patch.interval.apply_to(state.interval);
  for (const auto& [index, gaps] : patch.part_gaps.items) {
    if (index >= state.parts.size()) continue;
    gaps.to_fastest.apply_to(state.parts[index].to_fastest);
    gaps.to_ahead.apply_to(state.parts[index].to_ahead);
  }
  choose_part(state);
  if (seconds_of(gap) != seconds_of(state.gap_to_leader)) {
    changes.gap_to_leader = Patch<Milliseconds>{seconds_of(state.gap_to_leader)};
  }
  if (laps_of(gap) != laps_of(state.gap_to_leader)) {
    changes.laps_down = Patch<int>{laps_of(state.gap_to_leader)};
  }
  if (seconds_of(interval) != seconds_of(state.interval)) {
    changes.interval = Patch<Milliseconds>{seconds_of(state.interval)};
  }
}

bool TimingReducer::update_sectors(State& state, const source::CarTiming& patch) {
  if (!patch.sectors.present()) return false;
  const std::array<Sector, 3> before = state.sectors;
  for (const auto& [index, change] : patch.sectors.items) {
    if (index >= state.sectors.size()) continue;
    Sector& sector = state.sectors[index];
    SectorFlags& flags = state.sector_flags[index];
    change.value.apply_to(sector.time);
    if (change.overall_fastest.present()) flags.overall_fastest = change.overall_fastest.value() == true;
    if (change.personal_fastest.present()) flags.personal_fastest = change.personal_fastest.value() == true;
    apply_segments(change.segments, sector.segments);

    if (!sector.time) {
      sector.status = SectorStatus::none;
    } else if (flags.overall_fastest) {
      sector.status = SectorStatus::purple;
    } else {
      sector.status = flags.personal_fastest ? SectorStatus::green : SectorStatus::yellow;
    }
  }
  return state.sectors != before;
}

std::optional<TimingUpdate> TimingReducer::full_state(domain::CarNumber car) const {
  const auto found = cars_.find(car);
  if (found == cars_.end()) return std::nullopt;
  const State& state = found->second;
  TimingUpdate update;
  update.full = true;
  update.position = Patch<int>{state.position};
  update.gap_to_leader = Patch<Milliseconds>{seconds_of(state.gap_to_leader)};
  update.interval = Patch<Milliseconds>{seconds_of(state.interval)};
  update.laps_down = Patch<int>{laps_of(state.gap_to_leader)};
  update.last_lap_time = Patch<Milliseconds>{state.last_lap_time};
  update.best_lap_time = Patch<Milliseconds>{state.best_lap_time};
  update.lap_number = Patch<int>{state.lap_number};
  update.sectors = state.sectors;
  update.speeds = state.speeds;
  update.in_pit = Patch<bool>{state.in_pit};
  update.pit_out = Patch<bool>{state.pit_out};
  update.stopped = Patch<bool>{state.stopped};
  update.retired = Patch<bool>{state.retired};
  update.knocked_out = Patch<bool>{state.knocked_out};
  update.cut_off = Patch<bool>{state.cut_off};
  update.pit_stops = Patch<int>{state.pit_stops};
  return update;
}

}  // namespace slipstream::prepare

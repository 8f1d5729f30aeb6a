#include "prepare/lap_completion.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace slipstream::prepare {
namespace {

using domain::Lap;

constexpr Milliseconds kTolerance{3};

bool within_tolerance(Milliseconds a, Milliseconds b) { return a - b <= kTolerance && b - a <= kTolerance; }

void begin_after_restarts(std::vector<Lap>& laps, const SessionReducer& session) {
  bool aborted = false;
  for (const auto& change : session.changes()) {
    if (change.state == domain::SessionState::aborted) aborted = true;
    const bool restart =
        change.state == domain::SessionState::resumed || change.state == domain::SessionState::started;
    if (!aborted || !restart) continue;
    aborted = false;
    const auto lap = std::ranges::find_if(
        laps, [&](const Lap& candidate) { return candidate.pit_out && *candidate.pit_out > change.time; });
    if (lap == laps.end()) continue;
    if (!session.is_race()) {
      lap->lap_start.reset();
    } else if (!lap->lap_time) {
      lap->lap_start = change.time;
    }
  }
}

bool is_consistent(const Lap& lap) {
  static constexpr std::array<std::string_view, 4> kFairTrack{"1", "2", "12", "21"};
  if (lap.pit_in || lap.pit_out || !lap.lap_time) return false;
  if (std::ranges::find(kFairTrack, lap.track_status) == kFairTrack.end()) return false;
  Milliseconds sum{0};
  for (const auto& sector : lap.sectors) {
    if (!sector) return false;
    sum += *sector;
  }
  return within_tolerance(sum, *lap.lap_time);
}

void carry(std::optional<int>& last, std::optional<int>& value, bool may_fill) {
  if (value) {
    last = value;
  } else if (may_fill) {
    value = last;
  }
}

}  // namespace

void set_lap_starts(std::vector<Lap>& laps, const SessionReducer& session) {
  if (laps.empty()) return;
  const auto start = session.started_at();
  Lap& first = laps.front();
  if (first.lap_number == 1 && first.pit_out && start && *first.pit_out < *start) first.pit_out.reset();
  if (session.is_race()) first.lap_start = start;
  for (std::size_t i = 1; i < laps.size(); ++i) laps[i].lap_start = laps[i - 1].lap_end;
  begin_after_restarts(laps, session);
  for (Lap& lap : laps) {
    if (!lap.lap_start) lap.lap_start = lap.pit_out;
  }
}

void repeat_unchanged_speeds(std::vector<Lap>& laps) {
  domain::SpeedTraps last;
  for (Lap& lap : laps) {
    const bool racing = lap.track_status.find('5') == std::string::npos;
    carry(last.i1, lap.speeds.i1, racing);
    carry(last.i2, lap.speeds.i2, racing);
    carry(last.st, lap.speeds.st, racing);
    carry(last.fl, lap.speeds.fl, racing && !lap.pit_in);
  }
}

void judge_accuracy(std::vector<Lap>& laps) {
  const Lap* before = nullptr;
  for (Lap& lap : laps) {
    bool accurate = is_consistent(lap);
    if (before != nullptr && before->track_status == "4") accurate = false;
    if (before != nullptr && before->lap_end && lap.lap_end && lap.lap_time) {
      accurate = accurate && within_tolerance(*lap.lap_end - *before->lap_end, *lap.lap_time);
    }
    lap.accurate = accurate;
    before = &lap;
  }
}

}  // namespace slipstream::prepare

#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "base/time.hpp"
#include "domain/patch.hpp"

namespace slipstream::domain {

/// Behind the leader or the car ahead: seconds, whole laps, or (the leader himself) the lap he is on.
struct GapTime {
  Milliseconds behind;
  friend bool operator==(const GapTime&, const GapTime&) = default;
};
struct GapLaps {
  int laps;
  friend bool operator==(const GapLaps&, const GapLaps&) = default;
};
struct LeaderLap {
  int lap;
  friend bool operator==(const LeaderLap&, const LeaderLap&) = default;
};
using Gap = std::variant<GapTime, GapLaps, LeaderLap>;

/// "+1.234", "+1:02.310", "LAP 9", "1 L", "5L", "+1 LAP". nullopt for anything else, the empty text included.
[[nodiscard]] std::optional<Gap> parse_gap(std::string_view text);

/// "1:17.147", "27.331", "59.999". nullopt for anything else.
[[nodiscard]] std::optional<Milliseconds> parse_lap_time(std::string_view text);

/// How a sector or mini-sector was driven.
enum class SectorStatus : std::uint8_t { none, yellow, green, purple };
enum class SegmentStatus : std::uint8_t { none, yellow, green, purple, pit, unknown };
[[nodiscard]] std::string_view to_string(SectorStatus status);
[[nodiscard]] std::string_view to_string(SegmentStatus status);
[[nodiscard]] std::optional<SectorStatus> sector_status_from(std::string_view text);
[[nodiscard]] std::optional<SegmentStatus> segment_status_from(std::string_view text);
/// The feed's code: 0 none, 2048 yellow, 2049 green, 2051 purple, 2064 pit, else unknown.
[[nodiscard]] SegmentStatus segment_status_from_code(int code);

struct Sector {
  std::optional<Milliseconds> time;
  SectorStatus status = SectorStatus::none;
  std::vector<SegmentStatus> segments;  ///< empty where the feed has none (2018)
  friend bool operator==(const Sector&, const Sector&) = default;
};

/// Speeds in km/h at the ends of sectors 1 and 2, the finish line and the speed trap.
struct SpeedTraps {
  std::optional<int> i1, i2, fl, st;
  friend bool operator==(const SpeedTraps&, const SpeedTraps&) = default;
};

/// `timing` of CONTRACTS §2.4: what changed for one car, or everything known when `full`.
/// A gap in laps goes into `laps_down`, the leader's has neither gap nor laps_down.
struct TimingUpdate {
  bool full = false;
  Patch<int> position;
  Patch<Milliseconds> gap_to_leader, interval;
  Patch<int> laps_down;
  Patch<Milliseconds> last_lap_time, best_lap_time;
  Patch<int> lap_number;                 ///< the lap the car is on
  Patch<std::array<Sector, 3>> sectors;  ///< all three whenever one changes
  Patch<SpeedTraps> speeds;              ///< all four whenever one changes
  Patch<bool> in_pit, pit_out, stopped, retired, knocked_out, cut_off;
  Patch<int> pit_stops;
  friend bool operator==(const TimingUpdate&, const TimingUpdate&) = default;
};

/// Calls `visit(of known, of news)` for each pair of fields but `full`.
template <class Visit>
void visit_fields(TimingUpdate& known, const TimingUpdate& news, Visit visit) {
  visit(known.position, news.position);
  visit(known.gap_to_leader, news.gap_to_leader);
  visit(known.interval, news.interval);
  visit(known.laps_down, news.laps_down);
  visit(known.last_lap_time, news.last_lap_time);
  visit(known.best_lap_time, news.best_lap_time);
  visit(known.lap_number, news.lap_number);
  visit(known.sectors, news.sectors);
  visit(known.speeds, news.speeds);
  visit(known.in_pit, news.in_pit);
  visit(known.pit_out, news.pit_out);
  visit(known.stopped, news.stopped);
  visit(known.retired, news.retired);
  visit(known.knocked_out, news.knocked_out);
  visit(known.cut_off, news.cut_off);
  visit(known.pit_stops, news.pit_stops);
}

}  // namespace slipstream::domain

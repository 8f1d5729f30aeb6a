#pragma once

#include <array>
#include <optional>
#include <string>

#include "base/time.hpp"
#include "domain/timing.hpp"
#include "domain/tyre.hpp"

namespace slipstream::domain {

/// One lap of one car (CONTRACTS §2.4 `lap`). The feed corrects laps afterwards: a later `revision`
/// of the same lap number replaces the earlier one, until `final`.
struct Lap {
  int lap_number = 0;
  std::optional<Milliseconds> lap_time;
  std::array<std::optional<Milliseconds>, 3> sectors;
  SpeedTraps speeds;
  std::optional<SessionTime> lap_start, lap_end;
  std::optional<SessionTime> pit_in, pit_out;
  std::optional<Compound> compound;
  std::optional<int> tyre_life;
  std::optional<bool> fresh_tyre;
  std::optional<int> stint;     ///< from 1
  std::optional<int> position;  ///< at the end of the lap; races only
  std::string track_status;     ///< digits of all statuses during the lap, "12"
  std::optional<bool> personal_best, overall_best;
  bool deleted = false;
  std::string deleted_reason;
  std::optional<bool> accurate;
  int revision = 0;
  bool final = false;
  friend bool operator==(const Lap&, const Lap&) = default;
};

/// Whether they say the same of the lap, whichever revisions they are.
inline bool same_content(const Lap& a, Lap b) {
  b.revision = a.revision;
  b.final = a.final;
  return a == b;
}

struct Stint {
  int stint = 0;  ///< from 1
  std::optional<Compound> compound;
  std::optional<bool> fresh_tyre;
  std::optional<int> start_lap;           ///< first lap on this set
  std::optional<int> tyre_life_at_start;  ///< laps on the set when fitted
  std::optional<int> laps;                ///< driven in this stint
  friend bool operator==(const Stint&, const Stint&) = default;
};

/// One pass through the pit lane; sent at the entry, and again with `left_at` at the exit.
struct PitVisit {
  std::optional<int> lap_number, stop_number;
  std::optional<SessionTime> entered_at, left_at;
  std::optional<Milliseconds> lane_time;
  friend bool operator==(const PitVisit&, const PitVisit&) = default;
};

}  // namespace slipstream::domain

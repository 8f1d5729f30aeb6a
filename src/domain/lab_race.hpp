#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"

namespace slipstream::domain {

/// `stopped` by a user; `interrupted`: whoever ran it went away, and nobody could go on.
enum class LabRaceState : std::uint8_t { started, stopped, finished, interrupted };
[[nodiscard]] std::string_view to_string(LabRaceState state);
[[nodiscard]] std::optional<LabRaceState> lab_race_state_from(std::string_view text);

/// One line of an order.
struct LabPlace {
  std::string driver_name, team_name;
  int position = 0;      ///< from 1
  double speed_kmh = 0;  ///< when it was taken
  friend bool operator==(const LabPlace&, const LabPlace&) = default;
};

/// What happened to a race of the lab; `race` of CONTRACTS §2.4. Enough to run it anew from any update.
struct LabRace {
  std::string race_id;
  LabRaceState state = LabRaceState::started;
  std::string followed_driver;
  Milliseconds duration{}, interval{};
  std::uint64_t seed = 0;
  WallTime started_at, ended_at;  ///< ended_at: not while it is `started`
  /// The process that runs it. A process that takes a race over names whom it takes it from; of two who do,
  /// the one whose message comes first has it.
  std::string host, taken_from;
  std::vector<LabPlace> result;  ///< of a finished one: the order that was streamed last
  friend bool operator==(const LabRace&, const LabRace&) = default;
};

/// A command on `f1-control`: the race ends now.
struct LabRaceStop {
  std::string race_id;
  friend bool operator==(const LabRaceStop&, const LabRaceStop&) = default;
};

}  // namespace slipstream::domain

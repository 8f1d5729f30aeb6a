#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/time.hpp"
#include "domain/driver.hpp"

namespace slipstream::domain {

enum class ReplayState : std::uint8_t { playing, paused, ended };
[[nodiscard]] std::string_view to_string(ReplayState state);
[[nodiscard]] std::optional<ReplayState> replay_state_from(std::string_view text);

/// The share of one of several producers of a run, which together play all of it: every count-th driver of
/// the session, from the number-th on. The first one also tells what belongs to no driver's telemetry, that
/// is all of `f1-session`, but for their ends, which each tells.
struct ReplayPart {
  int number = 1, count = 1;
  [[nodiscard]] bool has(std::size_t driver) const {
    return driver % static_cast<std::size_t>(count) == static_cast<std::size_t>(number) - 1;
  }
  friend bool operator==(const ReplayPart&, const ReplayPart&) = default;
};
/// "2/4": the second of four, of at most a hundred. nullopt for anything else.
[[nodiscard]] std::optional<ReplayPart> parse_part(std::string_view text);

/// Where a replay stands; `replay` of CONTRACTS §2.4.
struct ReplayStatus {
  ReplayState state = ReplayState::playing;
  std::optional<double> speed;  ///< × real time; nullopt: as fast as it can ("max")
  SessionTime position;
  std::optional<SessionTime> begin, end;  ///< where a seek may go: the session, cut by a duration
  std::optional<SessionTime> from, to;    ///< after a seek
  std::string request_id;                 ///< of the command this answers; empty if none
  std::string error;                      ///< why a command was refused; empty if it was not
  ReplayPart part;                        ///< who tells it
  friend bool operator==(const ReplayStatus&, const ReplayStatus&) = default;
};

/// Once a second of wall time while a run is open.
struct Heartbeat {
  SessionTime position;
  bool paused = false;
  friend bool operator==(const Heartbeat&, const Heartbeat&) = default;
};

/// A speed of replay: × real time (0.1 … 1000), or as fast as the machine can.
struct ReplaySpeed {
  std::optional<double> factor;  ///< nullopt: max
  friend bool operator==(const ReplaySpeed&, const ReplaySpeed&) = default;
};
/// "10", "0.5", "10x", "max". nullopt for anything else or outside 0.1 … 1000.
[[nodiscard]] std::optional<ReplaySpeed> parse_speed(std::string_view text);

/// A command to a running replay, on `f1-control`; fields that are nullopt stay as they are.
struct ReplayCommand {
  std::string run_id;
  std::string request_id;
  std::optional<ReplaySpeed> speed;
  std::optional<bool> paused;
  std::optional<SessionTime> position;  ///< seek
  std::string next_run_id;              ///< of the run that a seek begins; empty: the replay names it
  std::optional<std::vector<DriverId>> drivers;  ///< empty: all
  std::optional<bool> loop;
  bool stop = false;  ///< end the replay
  friend bool operator==(const ReplayCommand&, const ReplayCommand&) = default;
};

}  // namespace slipstream::domain

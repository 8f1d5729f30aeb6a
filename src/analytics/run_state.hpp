#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "analytics/derived_channels.hpp"
#include "analytics/rule_state.hpp"
#include "analytics/shift_history.hpp"
#include "domain/driver.hpp"

namespace slipstream::analytics {

/// What the rules remember of one car in one run.
struct CarState {
  DerivedChannels derived;
  ShiftHistory shifts;
  std::vector<RuleState> rules;                ///< by index in the rule set
  SessionTime last_time = SessionTime::min();  ///< of its newest sample
  WallTime last_produced_at;
  std::optional<int> lap_number;
  std::optional<UtcTime> date;   ///< of the newest sample
  std::optional<bool> drs_open;  ///< last known
  bool moving = false;           ///< its last known speed was above 0
};

/// Why a car is not expected to send anything, from timing updates.
struct OffTrack {
  bool in_pit = false, stopped = false, retired = false, knocked_out = false;
  [[nodiscard]] bool any() const { return in_pit || stopped || retired || knocked_out; }
  friend bool operator==(const OffTrack&, const OffTrack&) = default;
};

/// What the rules remember of one run.
struct RunState {
  std::string run_id, session_key;
  // Ordered, so that alerts of several cars at once come in the same order after a restart.
  std::map<domain::DriverId, CarState> cars;
  std::map<domain::DriverId, OffTrack> off_track;
  SessionTime clock;          ///< of its newest sample of any car
  SessionTime silence_check;  ///< when silent cars were last looked for
  bool has_telemetry = false;
  std::set<int> ended_parts;        ///< whose `replay: ended` has come
  bool ended = false;               ///< that of all parts has
  std::uint64_t telemetry_seq = 0;  ///< of the newest record of this partition
  /// Several producers play the run, each at a place of its own in the session: that one car is behind others
  /// says nothing then.
  bool several_producers = false;
  /// The newest heartbeat that has not been acted on.
  struct Pulse {
    SessionTime position;
    WallTime produced_at;
  };
  std::optional<Pulse> pulse;
  std::array<std::uint64_t, 3> next_seq{};  ///< by partition of the alerts topic
  std::uint64_t last_used = 0;              ///< for dropping the run that was quiet longest
};

}  // namespace slipstream::analytics

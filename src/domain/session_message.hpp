#pragma once

#include <optional>
#include <variant>

#include "base/time.hpp"
#include "domain/driver.hpp"
#include "domain/lap.hpp"
#include "domain/replay.hpp"
#include "domain/session.hpp"
#include "domain/timing.hpp"
#include "domain/track.hpp"

namespace slipstream::domain {

/// One message of `f1-session` (CONTRACTS §2.4); the alternative is its `message_type`.
struct SessionMessage {
  SessionTime time;
  std::optional<UtcTime> date;
  std::optional<Car> car;  ///< of messages per car
  std::variant<SessionInfo, Lap, TimingUpdate, Stint, PitVisit, RaceControl, TrackStatus, Weather, TeamRadio,
               Clock, ReplayStatus, Heartbeat>
      body;
  friend bool operator==(const SessionMessage&, const SessionMessage&) = default;
};

}  // namespace slipstream::domain

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>

#include "base/time.hpp"
#include "domain/session.hpp"
#include "domain/track.hpp"
#include "simulate/race/tyres.hpp"

/// What happens in a race. `car` is a place in the field, from 0.
namespace slipstream::simulate {

/// A car crosses the end of a mini-sector, on the track or beside it in the pit lane.
struct LineCrossing {
  std::size_t car = 0;
  int lap = 0;  ///< the one that the mini-sector belongs to, from 1
  std::uint8_t sector = 0, mini_sector = 0;
  bool ends_sector = false, ends_lap = false;
  bool in_pit_lane = false;
  double speed_kmh = 0;
};
struct SpeedTrap {
  std::size_t car = 0;
  double speed_kmh = 0;
};
struct PitEntry {
  std::size_t car = 0;
};
struct PitExit {
  std::size_t car = 0;
};
struct TyresFitted {
  std::size_t car = 0;
  TyreSet tyres;
};
/// Stands beside the track.
struct CarStopped {
  std::size_t car = 0;
};
struct CarRetired {
  std::size_t car = 0;
};
/// Has taken the chequered flag.
struct CarFinished {
  std::size_t car = 0;
};
/// A message of race control with what the feed tells besides: "DEPLOYED", "SAFETY CAR", …
struct ControlMessage {
  domain::RaceControl message;
  std::string status, mode;
};

struct RaceEvent {
  SessionTime time;
  std::variant<LineCrossing, SpeedTrap, PitEntry, PitExit, TyresFitted, CarStopped, CarRetired, CarFinished,
               ControlMessage, domain::TrackStatus, domain::SessionState>
      what;
};

}  // namespace slipstream::simulate

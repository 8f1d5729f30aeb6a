#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include "simulate/car/brake_temperature.hpp"
#include "simulate/car/drivetrain.hpp"
#include "simulate/car/speed_profile.hpp"
#include "simulate/race/field.hpp"
#include "simulate/race/incidents.hpp"
#include "simulate/race/random.hpp"
#include "simulate/race/strategy.hpp"

namespace slipstream::simulate {

enum class CarPhase : std::uint8_t {
  forming,  ///< on the formation lap, or in its place on the grid
  racing,
  reforming,  ///< after a stopped session: on the lap to the grid, which counts, or in its place there
  pit_lane,
  cooling,  ///< after the chequered flag, on the way to the pits
  parked,   ///< for good: in the pits or beside the track
};

/// Why a car goes into the pit lane.
enum class PitReason : std::uint8_t {
  none,
  tyres,
  retire,
  park,
  red_flag,  ///< to stand in the queue before the pit exit
};

/// How a car will give up, drawn before the race.
struct Failure {
  double at_m = std::numeric_limits<double>::infinity();  ///< total distance; infinite: it will not
  bool stops_on_track = false;                            ///< else it crawls to the pits
};

/// A car between two steps of the race. Owned by Race.
struct CarState {
  CarState(Entrant who, Random draws) : entrant(std::move(who)), random(draws) {}

  Entrant entrant;
  Random random;
  CarPhase phase = CarPhase::forming;

  /// Since the start line at lights out; negative on the grid and before. `lap_m` is the same within the lap.
  double distance_m = 0, speed_ms = 0, lap_m = 0;
  double previous_distance_m = 0, previous_speed_ms = 0;  ///< one step ago
  double lateral_m = 0;
  double grid_m = 0;  ///< where its place on the grid is, as distance: negative at the start of the race

  LapConditions conditions;
  SpeedProfile profile;  ///< of the running lap
  double openness =
      0;  ///< of the flap and the tow: how far from profile.closed to profile.open, may be above 1
  bool drs_open = false;
  std::optional<std::size_t> drs_granted;  ///< the zone in which it may open

  Drivetrain drivetrain;
  BrakeTemperature brakes{25};
  double fuel_kg = 0;

  TyreSet tyres;
  double wear = 1;
  Strategy strategy;
  std::size_t next_stop = 0;
  PitReason pit_reason = PitReason::none;
  double box_m = 0;                 ///< of its team, along the lap
  std::optional<double> service_s;  ///< time left to stand at the box; nullopt: not there yet, or done
  bool served = false;
  int halt_lap = 0;  ///< at whose end it comes in when the session is stopped: nobody is lapped by that
  std::optional<double> queue_m;  ///< along the lap: where it stands while the session is stopped

  Failure failure;
  bool failing = false;
  std::vector<Mishap> mishaps;
  std::size_t next_mishap = 0;
  std::optional<double> spin_s;  ///< time left to stand across the track
  bool crashed = false;          ///< failing at once
  double stopped_s = 0;          ///< since it came to rest beside the track
  bool retired = false, finished = false;
  double launch_in_s = 0;  ///< until it moves after lights out

  int lap = 1;                ///< the running one
  std::size_t next_line = 0;  ///< of the lap
  bool trap_passed = false;

  /// Has spun, or gives up.
  [[nodiscard]] bool in_trouble() const { return failing || spin_s; }
  [[nodiscard]] bool on_track() const { return phase != CarPhase::parked && phase != CarPhase::pit_lane; }
};

}  // namespace slipstream::simulate

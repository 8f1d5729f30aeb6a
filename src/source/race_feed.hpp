#pragma once

#include <string>
#include <vector>

#include "base/time.hpp"
#include "domain/patch.hpp"
#include "domain/timing.hpp"

/// Topics of races: the pit lane, the running order, the championship. Facts from client code; none of them
/// is in the sessions this project is tested with.
namespace slipstream::source {

using domain::CarNumber;
using domain::ListPatch;
using domain::Patch;

struct PitLaneTime {
  CarNumber car = 0;
  bool deleted = false;
  Patch<Milliseconds> duration;
  Patch<int> lap;
};
struct PitLaneTimes {
  std::vector<PitLaneTime> times;
};

struct PitStop {
  Patch<Milliseconds> stop_time, lane_time;
  Patch<int> lap;
};
struct CarPitStops {
  CarNumber car = 0;
  ListPatch<PitStop> stops;
};
struct PitStopSeries {
  std::vector<CarPitStops> cars;
};

struct RaceInfo {
  CarNumber car = 0;
  Patch<int> position, pit_stops, catching, overtake_state;
  Patch<domain::Gap> gap, interval;
  Patch<bool> is_out;
};
struct DriverRaceInfo {
  std::vector<RaceInfo> cars;
};

struct PredictedStanding {
  std::string key;  ///< car number or team name
  Patch<int> current_position, predicted_position;
  Patch<double> current_points, predicted_points;
};
struct ChampionshipPrediction {
  std::vector<PredictedStanding> drivers, teams;
};

}  // namespace slipstream::source

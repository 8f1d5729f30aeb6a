#pragma once

#include <optional>
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
  friend bool operator==(const PitLaneTime&, const PitLaneTime&) = default;
};
struct PitLaneTimes {
  std::vector<PitLaneTime> times;
  friend bool operator==(const PitLaneTimes&, const PitLaneTimes&) = default;
};

struct PitStop {
  std::optional<UtcTime> utc;
  Patch<Milliseconds> stop_time, lane_time;
  Patch<int> lap;
  friend bool operator==(const PitStop&, const PitStop&) = default;
};
struct CarPitStops {
  CarNumber car = 0;
  ListPatch<PitStop> stops;
  friend bool operator==(const CarPitStops&, const CarPitStops&) = default;
};
struct PitStopSeries {
  std::vector<CarPitStops> cars;
  friend bool operator==(const PitStopSeries&, const PitStopSeries&) = default;
};

struct RaceInfo {
  CarNumber car = 0;
  Patch<int> position, pit_stops, catching, overtake_state;
  Patch<domain::Gap> gap, interval;
  Patch<bool> is_out;
  friend bool operator==(const RaceInfo&, const RaceInfo&) = default;
};
struct DriverRaceInfo {
  std::vector<RaceInfo> cars;
  friend bool operator==(const DriverRaceInfo&, const DriverRaceInfo&) = default;
};

struct PredictedStanding {
  std::string key;  ///< car number or the feed's key of the team
  Patch<std::string> team_name;
  Patch<int> current_position, predicted_position;
  Patch<double> current_points, predicted_points;
  friend bool operator==(const PredictedStanding&, const PredictedStanding&) = default;
};
struct ChampionshipPrediction {
  std::vector<PredictedStanding> drivers, teams;
  friend bool operator==(const ChampionshipPrediction&, const ChampionshipPrediction&) = default;
};

}  // namespace slipstream::source

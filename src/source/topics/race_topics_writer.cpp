#include "source/topics/writers.hpp"

/// Topics of races: the pit lane, the running order, the championship.
namespace slipstream::source {
namespace {

void write_standings(FeedJson& json, std::string_view key, const std::vector<PredictedStanding>& standings) {
  if (standings.empty()) return;
  json.object(key, [&] {
    for (const PredictedStanding& standing : standings) {
      json.object(standing.key, [&] {
        json.text("TeamName", standing.team_name);
        json.bare("CurrentPosition", standing.current_position);
        json.bare("PredictedPosition", standing.predicted_position);
        json.bare("CurrentPoints", standing.current_points);
        json.bare("PredictedPoints", standing.predicted_points);
      });
    }
  });
}

}  // namespace

void write(FeedJson& json, const PitLaneTimes& lane) {
  std::vector<std::string> numbers(lane.times.size());  // until the object is closed
  json.object("PitTimes", [&] {
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      const PitLaneTime& time = lane.times[i];
      spell(numbers[i], time.car);
      if (time.deleted) {
        json.remove(numbers[i]);
        continue;
      }
      json.object(numbers[i], [&] {
        json.text("Duration", as<LaneTime>(time.duration));
        json.text("Lap", time.lap);
      });
    }
  });
}

void write(FeedJson& json, const PitStopSeries& series) {
  json.object("PitTimes", [&] {
    std::string number;
    for (const CarPitStops& car : series.cars) {
      number.clear();
      spell(number, car.car);
      json.mapped_list(number, car.stops, [&](const PitStop& stop) {
        json.text("Timestamp", stop.utc);
        json.part("PitStop", [&] {
          json.text("PitStopTime", as<LaneTime>(stop.stop_time));
          json.text("PitLaneTime", as<LaneTime>(stop.lane_time));
          json.text("Lap", stop.lap);
        });
      });
    }
  });
}

void write(FeedJson& json, const DriverRaceInfo& race) {
  write_cars(json, race.cars, [&](const RaceInfo& info) {
    json.text("Position", info.position);
    json.text("Gap", info.gap);
    json.text("Interval", info.interval);
    json.bare("PitStops", info.pit_stops);
    json.bare("Catching", info.catching);
    json.bare("OvertakeState", info.overtake_state);
    json.bare("IsOut", info.is_out);
  });
}

void write(FeedJson& json, const ChampionshipPrediction& prediction) {
  write_standings(json, "Drivers", prediction.drivers);
  write_standings(json, "Teams", prediction.teams);
}

}  // namespace slipstream::source

#include "source/json_fields.hpp"
#include "source/topics/readers.hpp"

/// Topics of races: the pit lane, the running order, the championship.
namespace slipstream::source {
namespace {

using Key = std::string_view;

void read_pit_stop(Node node, PitStop& stop) {
  node.each([&](Key key, Node member) {
    if (key == "PitStopTime") return read(member, stop.stop_time);
    if (key == "PitLaneTime") return read(member, stop.lane_time);
    if (key == "Lap") return read(member, stop.lap);
  });
}

void read_race_info_member(Key key, Node node, RaceInfo& info) {
  if (key == "Position") return read(node, info.position);
  if (key == "Gap") return read(node, info.gap);
  if (key == "Interval") return read(node, info.interval);
  if (key == "PitStops") return read(node, info.pit_stops);
  if (key == "Catching") return read(node, info.catching);
  if (key == "OvertakeState") return read(node, info.overtake_state);
  if (key == "IsOut") return read(node, info.is_out);
}

void read_standings(Node map, std::vector<PredictedStanding>& standings) {
  map.each([&](Key name, Node node) {
    PredictedStanding& standing = standings.emplace_back();
    standing.key = name;
    node.each([&](Key key, Node member) {
      if (key == "TeamName") return read(member, standing.team_name);
      if (key == "CurrentPosition") return read(member, standing.current_position);
      if (key == "PredictedPosition") return read(member, standing.predicted_position);
      if (key == "CurrentPoints") return read(member, standing.current_points);
      if (key == "PredictedPoints") return read(member, standing.predicted_points);
    });
  });
}

}  // namespace

void read_pit_lane_times(Node root, FeedBody& body) {
  auto& lane = body.emplace<PitLaneTimes>();
  root.each([&](Key key, Node map) {
    if (key != "PitTimes") return;
    map.each([&](Key number, Node node) {
      PitLaneTime& time = lane.times.emplace_back();
      time.car = car_number(number);
      time.deleted = node.is_none();
      node.each([&](Key inner, Node member) {
        if (inner == "Duration") return read(member, time.duration);
        if (inner == "Lap") return read(member, time.lap);
      });
    });
  });
}

void read_pit_stop_series(Node root, FeedBody& body) {
  auto& series = body.emplace<PitStopSeries>();
  root.each([&](Key key, Node map) {
    if (key != "PitTimes") return;
    map.each([&](Key number, Node stops) {
      CarPitStops& car = series.cars.emplace_back();
      car.car = car_number(number);
      read_list(stops, car.stops, [](Key inner, Node node, PitStop& stop) {
        if (inner == "PitStop") return read_pit_stop(node, stop);
        if (inner == "Timestamp") return read(node, stop.utc);
      });
    });
  });
}

void read_driver_race_info(Node root, FeedBody& body) {
  read_cars(root, body.emplace<DriverRaceInfo>().cars, read_race_info_member);
}

void read_championship_prediction(Node root, FeedBody& body) {
  auto& prediction = body.emplace<ChampionshipPrediction>();
  root.each([&](Key key, Node map) {
    if (key == "Drivers") return read_standings(map, prediction.drivers);
    if (key == "Teams") return read_standings(map, prediction.teams);
  });
}

}  // namespace slipstream::source

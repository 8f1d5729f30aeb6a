#include "source/json_fields.hpp"
#include "source/topics/readers.hpp"

/// TimingStats and TopThree: the bests of a session.
namespace slipstream::source {
namespace {

using Key = std::string_view;

void read_best_time_member(Key key, Node node, BestValue& best) {
  if (key == "Value") return read(node, best.time);
  if (key == "Position") return read(node, best.position);
  if (key == "Lap") return read(node, best.lap);
}

void read_best_time(Node node, BestValue& best) {
  if (node.is_none()) best = {std::nullopt, {}, std::nullopt, std::nullopt};
  node.each([&](Key key, Node member) { read_best_time_member(key, member, best); });
}

void read_best_speed(Node node, BestValue& best) {
  if (node.is_none()) best = {{}, std::nullopt, std::nullopt, {}};
  node.each([&](Key key, Node member) {
    if (key == "Value") return read(member, best.speed_kmh);
    if (key == "Position") return read(member, best.position);
  });
}

void read_best_speeds(Node node, CarStats& car) {
  node.each([&](Key key, Node speed) {
    if (key == "I1") return read_best_speed(speed, car.i1);
    if (key == "I2") return read_best_speed(speed, car.i2);
    if (key == "FL") return read_best_speed(speed, car.fl);
    if (key == "ST") return read_best_speed(speed, car.st);
  });
}

void read_car_stats(Key key, Node node, CarStats& car) {
  if (key == "PersonalBestLapTime") return read_best_time(node, car.personal_best_lap);
  if (key == "BestSectors") return read_list(node, car.best_sectors, read_best_time_member);
  if (key == "BestSpeeds") return read_best_speeds(node, car);
}

void read_top_three_member(Key key, Node node, TopThreeLine& line) {
  if (key == "RacingNumber") return read(node, line.car);
  if (key == "Position") return read(node, line.position);
  if (key == "LapState") return read(node, line.lap_state);
  if (key == "LapTime") return read(node, line.lap_time);
  if (key == "DiffToAhead") return read(node, line.diff_to_ahead);
  if (key == "DiffToLeader") return read(node, line.diff_to_leader);
  if (key == "OverallFastest") return read(node, line.overall_fastest);
  if (key == "PersonalFastest") return read(node, line.personal_fastest);
}

}  // namespace

void read_timing_stats(Node root, FeedBody& body) {
  auto& stats = body.emplace<TimingStats>();
  root.each([&](Key key, Node node) {
    if (key == "Lines") return read_cars(node, stats.cars, read_car_stats);
    if (key == "SessionType") return read(node, stats.session_type);
  });
}

void read_top_three(Node root, FeedBody& body) {
  auto& top = body.emplace<TopThree>();
  root.each([&](Key key, Node node) {
    if (key == "Lines") read_list(node, top.lines, read_top_three_member);
  });
}

}  // namespace slipstream::source

#include "source/topics/writers.hpp"

/// TimingStats and TopThree: the bests of a session.
namespace slipstream::source {
namespace {

void write_best_time(FeedJson& json, const BestValue& best) {
  json.text("Value", best.time);
  json.bare("Lap", best.lap);
  json.bare("Position", best.position);
}

void write_best_speed(FeedJson& json, std::string_view trap, const BestValue& best) {
  json.part(trap, [&] {
    json.text("Value", best.speed_kmh);
    json.bare("Position", best.position);
  });
}

void write_car_stats(FeedJson& json, const CarStats& car) {
  json.part("PersonalBestLapTime", [&] { write_best_time(json, car.personal_best_lap); });
  json.list("BestSectors", car.best_sectors, [&](const BestValue& best) { write_best_time(json, best); });
  json.part("BestSpeeds", [&] {
    write_best_speed(json, "I1", car.i1);
    write_best_speed(json, "I2", car.i2);
    write_best_speed(json, "FL", car.fl);
    write_best_speed(json, "ST", car.st);
  });
}

void write_line(FeedJson& json, const TopThreeLine& line) {
  json.text("Position", line.position);
  json.text("RacingNumber", line.car);
  json.text("LapTime", line.lap_time);
  json.bare("LapState", line.lap_state);
  json.text("DiffToAhead", line.diff_to_ahead);
  json.text("DiffToLeader", line.diff_to_leader);
  json.bare("OverallFastest", line.overall_fastest);
  json.bare("PersonalFastest", line.personal_fastest);
}

}  // namespace

void write(FeedJson& json, const TimingStats& stats) {
  json.text("SessionType", stats.session_type);
  json.object("Lines", [&] {
    write_cars(json, stats.cars, [&](const CarStats& car) { write_car_stats(json, car); });
  });
}

void write(FeedJson& json, const TopThree& top) {
  json.list("Lines", top.lines, [&](const TopThreeLine& line) { write_line(json, line); });
}

}  // namespace slipstream::source

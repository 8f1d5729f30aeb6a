#include "api/lab_json.hpp"

#include <algorithm>

#include "simulate/lab/drivers.hpp"

namespace slipstream::api {
namespace {

constexpr int kSpeedDecimals = 1, kSecondsDecimals = 3, kProgressDecimals = 4;

/// The lab knows three: a race that was stopped is finished too.
std::string_view lab_state(const domain::LabRace& race) {
  return race.state == domain::LabRaceState::started ? "in_progress" : "finished";
}

void write_driver(codec::JsonWriter& json, const std::string& name) {
  json.key("selected_driver").begin_object().key("name").value(name);
  const auto& drivers = simulate::lab::lab_drivers();
  if (const auto found = simulate::lab::find_driver(drivers, name))
    json.key("team").value(drivers[*found].team);
  json.end_object();
}

}  // namespace

std::string lab_time(WallTime time) { return base::format_wall(time); }

void write_positions(codec::JsonWriter& json, const std::vector<lab::Position>& positions) {
  json.key("positions").begin_array();
  for (const lab::Position& each : positions) {
    json.begin_object().key("driver_name").value(each.driver_name).key("position").value(each.position);
    json.key("timestamp").value(lab_time(each.timestamp)).key("race_id").value(each.race_id);
    json.key("team_name").value(each.team_name).key("speed").number(each.speed_kmh, kSpeedDecimals);
    json.end_object();
  }
  json.end_array();
}

void write_race_status(codec::JsonWriter& json, const domain::LabRace& race, WallTime now) {
  const bool over = race.state != domain::LabRaceState::started;
  const double duration = base::seconds(race.duration);
  const WallTime until = over ? race.ended_at : std::max(now, race.started_at);
  const double elapsed = base::seconds(std::chrono::floor<Milliseconds>(until - race.started_at));
  json.begin_object().key("race_id").value(race.race_id);
  write_driver(json, race.followed_driver);
  json.key("status").value(lab_state(race));
  json.key("progress").number(over ? 1.0 : std::min(1.0, elapsed / duration), kProgressDecimals);
  json.key("elapsed_time").number(elapsed, kSecondsDecimals);
  json.key("duration").number(duration, kSecondsDecimals);
  json.key("remaining_time").number(over ? 0.0 : std::max(0.0, duration - elapsed), kSecondsDecimals);
  json.key("start_time").value(lab_time(race.started_at));
  json.key("end_time").value(lab_time(over ? race.ended_at : race.started_at + race.duration));
  json.end_object();
}

}  // namespace slipstream::api

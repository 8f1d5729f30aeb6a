#include "codec/session_fields.hpp"
#include "codec/session_json.hpp"
#include "codec/speed_json.hpp"

namespace slipstream::codec {
namespace {

void write_driver(JsonWriter& json, const domain::Driver& driver) {
  json.begin_object();
  json.key("driver_id").value(driver.id.view());
  put(json, "driver_number", domain::known_number(driver.number));
  put(json, "name", driver.name);
  put(json, "team", driver.team);
  put(json, "team_color", driver.team_color);
  put(json, "grid", driver.grid);
  json.end_object();
}

void write_contents(JsonWriter& json, const domain::Contents& has) {
  json.key("has").begin_array();
  if (has.telemetry) json.value("telemetry");
  if (has.position) json.value("position");
  if (has.timing) json.value("timing");
  if (has.stints) json.value("stints");
  if (has.weather) json.value("weather");
  if (has.race_control) json.value("race_control");
  if (has.track_status) json.value("track_status");
  if (has.team_radio) json.value("team_radio");
  if (has.clock) json.value("clock");
  json.end_array();
}

void write_body(JsonWriter& json, const domain::SessionInfo& info) {
  json.key("state").value(domain::to_string(info.state));
  put(json, "part", info.part);
  put(json, "name", info.name);
  put(json, "type", info.type);
  put(json, "meeting", info.meeting);
  put(json, "country", info.country);
  put(json, "circuit", info.circuit);
  put(json, "circuit_key", info.circuit_key);
  put(json, "start_date", info.start_date);
  put(json, "gmt_offset", info.gmt_offset);
  put(json, "total_laps", info.total_laps);
  json.key("drivers").begin_array();
  for (const auto& driver : info.drivers) write_driver(json, driver);
  json.end_array();
  put(json, "source", info.source);
  write_contents(json, info.has);
}

void write_body(JsonWriter& json, const domain::Stint& stint) {
  json.key("stint").value(stint.stint);
  put(json, "compound", stint.compound);
  put(json, "fresh_tyre", stint.fresh_tyre);
  put(json, "start_lap", stint.start_lap);
  put(json, "tyre_life_at_start", stint.tyre_life_at_start);
  put(json, "laps", stint.laps);
}

void write_body(JsonWriter& json, const domain::PitVisit& pit) {
  put(json, "lap_number", pit.lap_number);
  put(json, "stop_number", pit.stop_number);
  put(json, "entered_at", pit.entered_at);
  put(json, "left_at", pit.left_at);
  put(json, "lane_time", pit.lane_time);
}

void write_body(JsonWriter& json, const domain::RaceControl& message) {
  put(json, "category", message.category);
  put(json, "flag", message.flag);
  put(json, "scope", message.scope);
  put(json, "sector", message.sector);
  put(json, "driver_number", message.driver_number);
  put(json, "lap_number", message.lap_number);
  json.key("message").value(message.message);
}

void write_body(JsonWriter& json, const domain::TrackStatus& status) {
  json.key("code").value(std::string_view{&status.code, 1});
  put(json, "text", status.text);
}

void write_body(JsonWriter& json, const domain::Weather& weather) {
  put(json, "air_temp_c", weather.air_temp_c);
  put(json, "track_temp_c", weather.track_temp_c);
  put(json, "humidity_pct", weather.humidity_pct);
  put(json, "pressure_mbar", weather.pressure_mbar);
  put(json, "wind_speed_ms", weather.wind_speed_ms);
  put(json, "wind_direction_deg", weather.wind_direction_deg);
  put(json, "rainfall", weather.rainfall);
}

void write_body(JsonWriter& json, const domain::TeamRadio& radio) { json.key("path").value(radio.path); }

void write_body(JsonWriter& json, const domain::Clock& clock) {
  put(json, "remaining_s", clock.remaining);
  put(json, "running", clock.running);
  put(json, "lap_number", clock.lap_number);
  put(json, "total_laps", clock.total_laps);
}

void write_body(JsonWriter& json, const domain::ReplayStatus& replay) {
  json.key("state").value(domain::to_string(replay.state));
  write_speed(json, replay.speed);
  write_seconds(json, "position", replay.position);
  put(json, "begin", replay.begin);
  put(json, "end", replay.end);
  put(json, "from", replay.from);
  put(json, "to", replay.to);
  put(json, "request_id", replay.request_id);
  put(json, "error", replay.error);
  if (replay.part.count > 1)
    json.key("part").value(fmt::format("{}/{}", replay.part.number, replay.part.count));
}

void write_body(JsonWriter& json, const domain::Heartbeat& heartbeat) {
  write_seconds(json, "position", heartbeat.position);
  json.key("paused").value(heartbeat.paused);
}

void write_car(JsonWriter& json, const domain::SessionMessage& message) {
  if (!message.car) return;
  json.key("driver_id").value(message.car->driver.view());
  // race_control has a driver_number of its own.
  const auto* control = std::get_if<domain::RaceControl>(&message.body);
  if (control == nullptr || !control->driver_number) {
    put(json, "driver_number", domain::known_number(message.car->number));
  }
}

}  // namespace

void write_session_message(const domain::SessionMessage& message, const domain::Stamp& stamp,
                           std::string& out) {
  JsonWriter json(out);
  json.begin_object();
  json.key("message_type").value(message_type(message));
  json.key("timestamp").value(base::format_wall(stamp.produced_at));
  write_seconds(json, "session_time", message.time);
  if (message.date) json.key("date").value(base::format_utc(*message.date));
  write_car(json, message);
  std::visit([&](const auto& body) { write_body(json, body); }, message.body);
  write_identity(json, stamp);
  json.end_object();
}

}  // namespace slipstream::codec

#include "codec/session_bodies.hpp"

#include <limits>

#include "codec/speed_json.hpp"

namespace slipstream::codec {
namespace {

std::optional<domain::Compound> read_compound(JsonFields& fields) {
  const std::string_view text = fields.text("compound");
  const auto compound = domain::compound_from(text);
  if (!text.empty() && !compound) fields.expect("compound", "a compound like MEDIUM");
  return compound;
}

domain::Driver read_driver(JsonFields& fields) {
  domain::Driver driver;
  driver.id = fields.text("driver_id");
  driver.number = read_car_number(fields).value_or(0);
  driver.name = fields.text("name");
  driver.team = fields.text("team");
  driver.team_color = fields.text("team_color");
  driver.grid = fields.integer("grid");
  return driver;
}

domain::Contents read_contents(JsonFields& fields) {
  domain::Contents has;
  fields.texts("has", [&](std::size_t, std::string_view name) {
    has.telemetry |= name == "telemetry";
    has.position |= name == "position";
    has.timing |= name == "timing";
    has.stints |= name == "stints";
    has.weather |= name == "weather";
    has.race_control |= name == "race_control";
    has.track_status |= name == "track_status";
    has.team_radio |= name == "team_radio";
    has.clock |= name == "clock";
  });
  return has;
}

}  // namespace

std::optional<domain::CarNumber> read_car_number(JsonFields& fields) {
  const auto number = fields.integer("driver_number");
  if (!number) return std::nullopt;
  if (*number >= 0 && *number <= std::numeric_limits<domain::CarNumber>::max()) {
    return static_cast<domain::CarNumber>(*number);
  }
  fields.expect("driver_number", "a car number");
  return std::nullopt;
}

domain::SessionInfo read_session_info(JsonFields& fields) {
  domain::SessionInfo info;
  const auto state = domain::session_state_from(fields.text("state"));
  if (!state) fields.expect("state", "a session state like started");
  info.state = state.value_or(domain::SessionState::scheduled);
  info.part = fields.integer("part");
  info.name = fields.text("name");
  info.type = fields.text("type");
  info.meeting = fields.text("meeting");
  info.country = fields.text("country");
  info.circuit = fields.text("circuit");
  info.circuit_key = fields.integer("circuit_key");
  info.start_date = fields.text("start_date");
  info.gmt_offset = fields.text("gmt_offset");
  info.total_laps = fields.integer("total_laps");
  fields.objects("drivers",
                 [&](std::size_t, JsonFields& driver) { info.drivers.push_back(read_driver(driver)); });
  info.source = fields.text("source");
  info.has = read_contents(fields);
  return info;
}

domain::Lap read_lap(JsonFields& fields) {
  domain::Lap lap;
  lap.lap_number = fields.integer("lap_number").value_or(0);
  lap.lap_time = fields.duration("lap_time");
  fields.durations("sectors", [&](std::size_t i, std::optional<Milliseconds> time) {
    if (i < lap.sectors.size()) lap.sectors[i] = time;
  });
  fields.object("speeds", [&](JsonFields& speeds) { lap.speeds = read_speeds(speeds); });
  lap.lap_start = fields.session_time("lap_start");
  lap.lap_end = fields.session_time("lap_end");
  lap.pit_in = fields.session_time("pit_in");
  lap.pit_out = fields.session_time("pit_out");
  lap.compound = read_compound(fields);
  lap.tyre_life = fields.integer("tyre_life");
  lap.fresh_tyre = fields.truth("fresh_tyre");
  lap.stint = fields.integer("stint");
  lap.position = fields.integer("position");
  lap.track_status = fields.text("track_status");
  lap.personal_best = fields.truth("personal_best");
  lap.overall_best = fields.truth("overall_best");
  lap.deleted = fields.truth("deleted").value_or(false);
  lap.deleted_reason = fields.text("deleted_reason");
  lap.accurate = fields.truth("accurate");
  lap.revision = fields.integer("revision").value_or(0);
  lap.final = fields.truth("final").value_or(false);
  return lap;
}

domain::Stint read_stint(JsonFields& fields) {
  domain::Stint stint;
  stint.stint = fields.integer("stint").value_or(0);
  stint.compound = read_compound(fields);
  stint.fresh_tyre = fields.truth("fresh_tyre");
  stint.start_lap = fields.integer("start_lap");
  stint.tyre_life_at_start = fields.integer("tyre_life_at_start");
  stint.laps = fields.integer("laps");
  return stint;
}

domain::PitVisit read_pit(JsonFields& fields) {
  domain::PitVisit pit;
  pit.lap_number = fields.integer("lap_number");
  pit.stop_number = fields.integer("stop_number");
  pit.entered_at = fields.session_time("entered_at");
  pit.left_at = fields.session_time("left_at");
  pit.lane_time = fields.duration("lane_time");
  return pit;
}

domain::RaceControl read_race_control(JsonFields& fields) {
  domain::RaceControl message;
  message.category = fields.text("category");
  message.flag = fields.text("flag");
  message.scope = fields.text("scope");
  message.sector = fields.integer("sector");
  message.driver_number = read_car_number(fields);
  message.lap_number = fields.integer("lap_number");
  message.message = fields.text("message");
  return message;
}

domain::TrackStatus read_track_status(JsonFields& fields) {
  domain::TrackStatus status;
  const std::string_view code = fields.text("code");
  if (code.size() != 1) fields.expect("code", "one digit");
  if (!code.empty()) status.code = code.front();
  status.text = fields.text("text");
  return status;
}

domain::Weather read_weather(JsonFields& fields) {
  domain::Weather weather;
  weather.air_temp_c = fields.number("air_temp_c");
  weather.track_temp_c = fields.number("track_temp_c");
  weather.humidity_pct = fields.number("humidity_pct");
  weather.pressure_mbar = fields.number("pressure_mbar");
  weather.wind_speed_ms = fields.number("wind_speed_ms");
  weather.wind_direction_deg = fields.number("wind_direction_deg");
  weather.rainfall = fields.truth("rainfall");
  return weather;
}

domain::TeamRadio read_team_radio(JsonFields& fields) { return {std::string{fields.text("path")}}; }

domain::Clock read_clock(JsonFields& fields) {
  domain::Clock clock;
  clock.remaining = fields.duration("remaining_s");
  clock.running = fields.truth("running");
  clock.lap_number = fields.integer("lap_number");
  clock.total_laps = fields.integer("total_laps");
  return clock;
}

domain::ReplayStatus read_replay_status(JsonFields& fields) {
  domain::ReplayStatus replay;
  const auto state = domain::replay_state_from(fields.text("state"));
  if (!state) fields.expect("state", "playing, paused or ended");
  replay.state = state.value_or(domain::ReplayState::playing);
  const auto speed = read_speed(fields);
  if (speed) replay.speed = speed->factor;
  replay.position = fields.session_time("position").value_or(SessionTime{});
  replay.begin = fields.session_time("begin");
  replay.end = fields.session_time("end");
  replay.from = fields.session_time("from");
  replay.to = fields.session_time("to");
  replay.request_id = fields.text("request_id");
  replay.error = fields.text("error");
  if (fields.has("part")) {
    const auto part = domain::parse_part(fields.text("part"));
    if (!part) fields.expect("part", "a part like 2/4");
    replay.part = part.value_or(domain::ReplayPart{});
  }
  return replay;
}

domain::Heartbeat read_heartbeat(JsonFields& fields) {
  return {fields.session_time("position").value_or(SessionTime{}), fields.truth("paused").value_or(false)};
}

}  // namespace slipstream::codec

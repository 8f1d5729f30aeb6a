#include "codec/lab_race_json.hpp"

#include "codec/session_fields.hpp"

namespace slipstream::codec {
namespace {

constexpr std::string_view kRaceType = "race";
constexpr std::string_view kStopType = "race_stop";
constexpr int kSpeedDecimals = 1;

/// The document as one of that type; nullopt: of another.
std::optional<JsonFields> of_type(Result<JsonFields>& parsed, std::string_view type) {
  if (parsed->text("message_type") != type) return std::nullopt;
  return *parsed;
}

void write_place(JsonWriter& json, const domain::LabPlace& place) {
  json.begin_object();
  json.key("driver_name").value(place.driver_name).key("team_name").value(place.team_name);
  json.key("position").value(place.position).key("speed").number(place.speed_kmh, kSpeedDecimals);
  json.end_object();
}

domain::LabPlace read_place(JsonFields& fields) {
  return {std::string{fields.text("driver_name")}, std::string{fields.text("team_name")},
          fields.integer("position").value_or(0), fields.number("speed").value_or(0)};
}

}  // namespace

void write_lab_race(const domain::LabRace& race, WallTime now, std::uint64_t seq, std::string& out) {
  JsonWriter json(out);
  json.begin_object();
  json.key("message_type").value(kRaceType).key("timestamp").value(base::format_wall(now));
  write_seconds(json, "session_time", std::chrono::floor<Milliseconds>(now - race.started_at));
  json.key("race_id").value(race.race_id).key("state").value(domain::to_string(race.state));
  json.key("followed_driver").value(race.followed_driver);
  write_seconds(json, "duration", race.duration);
  write_seconds(json, "interval", race.interval);
  json.key("seed").value(race.seed).key("start_time").value(base::format_wall(race.started_at));
  if (race.state != domain::LabRaceState::started)
    json.key("end_time").value(base::format_wall(race.ended_at));
  put(json, "host", race.host);
  put(json, "taken_from", race.taken_from);
  if (!race.result.empty()) {
    json.key("result").begin_array();
    for (const domain::LabPlace& place : race.result) write_place(json, place);
    json.end_array();
  }
  write_identity(json, {now, kLabSessionKey, race.race_id, seq});
  json.end_object();
}

Result<std::optional<domain::LabRace>> read_lab_race(std::string_view json) {
  // Most messages are others: not worth parsing.
  if (!json.contains("\"race\"")) return std::nullopt;
  JsonDocument document;
  auto parsed = document.parse(json);
  if (!parsed) return propagate(parsed);
  auto fields = of_type(parsed, kRaceType);
  if (!fields) return std::nullopt;
  domain::LabRace race;
  race.race_id = fields->text("race_id");
  if (race.race_id.empty()) fields->expect("race_id", "a race");
  const auto state = domain::lab_race_state_from(fields->text("state"));
  if (!state) fields->expect("state", "started, stopped, finished or interrupted");
  race.state = state.value_or(domain::LabRaceState::interrupted);
  race.followed_driver = fields->text("followed_driver");
  race.duration = fields->duration("duration").value_or(Milliseconds{});
  race.interval = fields->duration("interval").value_or(Milliseconds{});
  race.seed = fields->count("seed").value_or(0);
  race.started_at = fields->wall("start_time").value_or(WallTime{});
  race.ended_at = fields->wall("end_time").value_or(WallTime{});
  race.host = fields->text("host");
  race.taken_from = fields->text("taken_from");
  fields->objects("result",
                  [&](std::size_t, JsonFields& place) { race.result.push_back(read_place(place)); });
  if (fields->error()) return std::unexpected(*fields->error());
  return race;
}

void write_lab_race_stop(const domain::LabRaceStop& command, std::string& out) {
  JsonWriter json(out);
  json.begin_object().key("message_type").value(kStopType).key("run_id").value(command.race_id).end_object();
}

Result<std::optional<domain::LabRaceStop>> read_lab_race_stop(std::string_view json) {
  JsonDocument document;
  auto parsed = document.parse(json);
  if (!parsed) return propagate(parsed);
  auto fields = of_type(parsed, kStopType);
  if (!fields) return std::nullopt;
  domain::LabRaceStop command{std::string{fields->text("run_id")}};
  if (command.race_id.empty()) fields->expect("run_id", "a race");
  if (fields->error()) return std::unexpected(*fields->error());
  return command;
}

}  // namespace slipstream::codec

#include "api/body.hpp"
#include "api/lab_json.hpp"
#include "api/routes.hpp"

/// The lab's races for our own page: more of them than the lab's routes tell.
namespace slipstream::api {
namespace {

using codec::JsonWriter;
using http::Request;
using http::Response;

constexpr int kMilliseconds = 3, kTenths = 1;  // decimals

void write_race(JsonWriter& json, const domain::LabRace& race) {
  json.begin_object().key("race_id").value(race.race_id).key("state").value(domain::to_string(race.state));
  json.key("followed_driver").value(race.followed_driver);
  json.key("duration").number(base::seconds(race.duration), kMilliseconds);
  json.key("interval").number(base::seconds(race.interval), kMilliseconds);
  json.key("seed").value(race.seed).key("start_time").value(base::format_wall(race.started_at) + "Z");
  if (race.state != domain::LabRaceState::started)
    json.key("end_time").value(base::format_wall(race.ended_at) + "Z");
  json.key("result").begin_array();
  for (const domain::LabPlace& place : race.result) {
    json.begin_object().key("position").value(place.position).key("driver_name").value(place.driver_name);
    json.key("team_name").value(place.team_name).key("speed").number(place.speed_kmh, kTenths);
    json.end_object();
  }
  json.end_array().end_object();
}

Result<Response> list_races(LabPort& lab) {
  std::string text;
  JsonWriter json(text);
  json.begin_array();
  for (const domain::LabRace& race : lab.store().races()) write_race(json, race);
  json.end_array();
  return http::json_response(std::move(text));
}

Result<Response> start_race(LabPort& lab, const Request& request) {
  lab::RaceRequest wanted;
  auto read = read_body(request.body, [&](codec::JsonFields& fields) {
    wanted.driver_name = fields.text("driver_name");
    if (wanted.driver_name.empty()) fields.expect("driver_name", "a driver's name");
    wanted.duration = fields.duration("duration").value_or(wanted.duration);
    wanted.interval = fields.duration("interval").value_or(wanted.interval);
    if (const auto seed = fields.count("seed")) wanted.seed = static_cast<std::uint32_t>(*seed);
  });
  if (!read) return propagate(read);
  auto race = lab.start(wanted);
  if (!race) return propagate(race);
  std::string text;
  JsonWriter json(text);
  write_race(json, *race);
  return http::json_response(std::move(text), 201);
}

}  // namespace

void add_race_routes(http::Router& router, const SharedContext& context) {
  const auto no_lab = [] { return fail(ErrorCode::not_found, "this process has no race lab"); };
  router.add(http::Method::get, "/api/v1/races", [context, no_lab](const Request&) -> Result<Response> {
    return context->lab == nullptr ? no_lab() : list_races(*context->lab);
  });
  router.add(http::Method::post, "/api/v1/races",
             [context, no_lab](const Request& request) -> Result<Response> {
               return context->lab == nullptr ? no_lab() : start_race(*context->lab, request);
             },
             {.run_on = http::RunOn::worker, .access = http::Access::control});
}

}  // namespace slipstream::api

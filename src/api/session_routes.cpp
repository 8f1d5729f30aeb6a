#include "api/routes.hpp"
#include "codec/json_writer.hpp"

namespace slipstream::api {
namespace {

using http::Request;
using http::Response;

void write_text(codec::JsonWriter& json, std::string_view name, const std::string& text) {
  if (!text.empty()) json.key(name).value(text);
}

void write_drivers(const std::vector<domain::Driver>& drivers, codec::JsonWriter& json) {
  json.key("drivers").begin_array();
  for (const domain::Driver& driver : drivers) {
    json.begin_object().key("driver_id").value(driver.id.view());
    if (const auto number = domain::known_number(driver.number)) json.key("driver_number").value(*number);
    write_text(json, "name", driver.name);
    write_text(json, "team", driver.team);
    write_text(json, "team_color", driver.team_color);
    if (driver.grid) json.key("grid").value(*driver.grid);
    json.end_object();
  }
  json.end_array();
}

void write_contents(const domain::Contents& has, codec::JsonWriter& json) {
  json.key("has").begin_object();
  json.key("telemetry")
      .value(has.telemetry)
      .key("position")
      .value(has.position)
      .key("timing")
      .value(has.timing);
  json.key("stints").value(has.stints).key("weather").value(has.weather);
  json.key("race_control").value(has.race_control).key("track_status").value(has.track_status);
  json.key("team_radio").value(has.team_radio).key("clock").value(has.clock);
  json.end_object();
}

void write_session(const domain::SessionInfo& info, codec::JsonWriter& json) {
  json.begin_object().key("session_key").value(info.key);
  write_text(json, "name", info.name);
  write_text(json, "type", info.type);
  write_text(json, "meeting", info.meeting);
  write_text(json, "country", info.country);
  write_text(json, "circuit", info.circuit);
  if (info.circuit_key) json.key("circuit_key").value(*info.circuit_key);
  write_text(json, "start_date", info.start_date);
  write_text(json, "gmt_offset", info.gmt_offset);
  if (info.total_laps) json.key("total_laps").value(*info.total_laps);
  write_text(json, "source", info.source);
  write_contents(info.has, json);
  write_drivers(info.drivers, json);
  json.end_object();
}

Result<Response> list_sessions(const ApiContext& context) {
  std::vector<domain::SessionInfo> sessions;
  if (context.sessions != nullptr) {
    auto list = context.sessions->list();
    if (!list) return propagate(list);
    sessions = std::move(*list);
  }
  std::string text;
  codec::JsonWriter json(text);
  json.begin_array();
  for (const domain::SessionInfo& info : sessions) write_session(info, json);
  json.end_array();
  return http::json_response(std::move(text));
}

Result<Response> show_session(const ApiContext& context, const Request& request) {
  const std::string_view key = request.path_parameter("key");
  if (context.sessions == nullptr)
    return fail(ErrorCode::not_found, "no session {}: there is no library", key);
  auto info = context.sessions->find(key);
  if (!info) return propagate(info);
  std::string text;
  codec::JsonWriter json(text);
  write_session(*info, json);
  return http::json_response(std::move(text));
}

}  // namespace

void add_session_routes(http::Router& router, const SharedContext& context) {
  const http::RouteOptions options{.run_on = http::RunOn::worker};  // reads the disk
  router.add(
      http::Method::get, "/api/v1/sessions", [context](const Request&) { return list_sessions(*context); },
      options);
  router.add(
      http::Method::get, "/api/v1/sessions/{key}",
      [context](const Request& request) { return show_session(*context, request); }, options);
}

}  // namespace slipstream::api

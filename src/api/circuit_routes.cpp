#include "api/routes.hpp"
#include "codec/json_writer.hpp"

namespace slipstream::api {
namespace {

using http::Request;
using http::Response;

void write_line(const std::vector<domain::Point>& line, codec::JsonWriter& json) {
  json.key("line").begin_array();
  for (const domain::Point& point : line) {
    json.begin_array().value(point.x).value(point.y).value(point.z).end_array();
  }
  json.end_array();
}

void write_corners(const std::vector<CircuitMap::Corner>& corners, codec::JsonWriter& json) {
  json.key("corners").begin_array();
  for (const CircuitMap::Corner& corner : corners) {
    json.begin_object().key("name").value(corner.name);
    json.key("x").value(corner.at.x).key("y").value(corner.at.y);
    json.key("distance_m").number(corner.distance_m, 1).key("label_deg").number(corner.label_deg, 1);
    json.end_object();
  }
  json.end_array();
}

Result<Response> show_circuit(const ApiContext& context, const Request& request) {
  const std::string_view key = request.path_parameter("key");
  if (context.circuits == nullptr)
    return fail(ErrorCode::not_found, "no session {}: there is no library", key);
  auto circuit = context.circuits->circuit(key);
  if (!circuit) return propagate(circuit);
  const CircuitMap& map = **circuit;
  std::string text;
  codec::JsonWriter json(text);
  json.begin_object().key("name").value(map.name).key("derived").value(true);
  json.key("length_m").number(map.length_m, 1);
  if (map.sector_ends_m) {
    json.key("sector_ends_m").begin_array();
    for (const double end : *map.sector_ends_m) json.number(end, 1);
    json.end_array();
  }
  write_corners(map.corners, json);
  write_line(map.line, json);
  json.end_object();
  return http::json_response(std::move(text));
}

}  // namespace

void add_circuit_routes(http::Router& router, const SharedContext& context) {
  router.add(http::Method::get, "/api/v1/sessions/{key}/circuit",
             [context](const Request& request) { return show_circuit(*context, request); },
             {.run_on = http::RunOn::worker});
}

}  // namespace slipstream::api

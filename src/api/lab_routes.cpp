#include <algorithm>

#include "api/body.hpp"
#include "api/lab_json.hpp"
#include "api/lab_stream.hpp"
#include "api/routes.hpp"
#include "simulate/lab/drivers.hpp"

/// The routes of the leaderboard lab (CONTRACTS §3.2).
namespace slipstream::api {
namespace {

using codec::JsonWriter;
using http::Method;
using http::Request;
using http::Response;

constexpr http::RouteOptions kReads{.errors = http::ErrorForm::detail};
/// They wait for the log.
constexpr http::RouteOptions kChanges{
    .run_on = http::RunOn::worker, .access = http::Access::control, .errors = http::ErrorForm::detail};

Response lab_response(const std::function<void(JsonWriter&)>& write) {
  std::string text;
  JsonWriter json(text);
  json.begin_object();
  write(json);
  json.end_object();
  return http::json_response(std::move(text));
}

Result<lab::RaceView> race_of(LabPort& lab, const Request& request) {
  const std::string_view id = request.path_parameter("race_id");
  auto race = lab.store().race(id);
  if (!race) return fail(ErrorCode::not_found, "there is no race {}", id);
  return std::move(*race);
}

Result<Response> drivers(LabPort&, const Request&) {
  return lab_response([](JsonWriter& json) {
    json.key("drivers").begin_array();
    for (const simulate::lab::Driver& driver : simulate::lab::lab_drivers()) {
      json.begin_object().key("id").value(driver.id).key("name").value(driver.name);
      json.key("team").value(driver.team).key("team_color").value(driver.team_color);
      json.key("number").value(driver.number).end_object();
    }
    json.end_array();
  });
}

Result<Response> start(LabPort& lab, const Request& request) {
  lab::RaceRequest wanted;
  auto read = read_body(request.body, [&](codec::JsonFields& fields) {
    wanted.driver_name = fields.text("driver_name");
    if (wanted.driver_name.empty()) fields.expect("driver_name", "a driver's name");
  });
  if (!read) return propagate(read);
  auto race = lab.start(wanted);
  if (!race) return propagate(race);
  return lab_response([&](JsonWriter& json) {
    json.key("race_id").value(race->race_id).key("driver_name").value(race->followed_driver);
    json.key("status").value("started");
    json.key("message").value(fmt::format("Race started for {}", race->followed_driver));
  });
}

Result<Response> stop(LabPort& lab, const Request& request) {
  const auto race_id = request.path_parameter("race_id");
  const auto known = lab.store().race(race_id);
  // It may have ended while somebody reached for the button.
  if (known && known->race.state != domain::LabRaceState::started)
    return lab_response([](JsonWriter& json) { json.key("message").value("The race is over already"); });
  auto stopped = lab.stop(race_id);
  if (!stopped) return propagate(stopped);
  return lab_response([](JsonWriter& json) { json.key("message").value("Race stopped successfully"); });
}

Result<Response> status(const ApiContext& context, const Request& request) {
  auto view = race_of(*context.lab, request);
  if (!view) return propagate(view);
  std::string text;
  JsonWriter json(text);
  write_race_status(json, view->race, context.now());
  return http::json_response(std::move(text));
}

Result<Response> final_positions(LabPort& lab, const Request& request) {
  auto view = race_of(lab, request);
  if (!view) return propagate(view);
  if (view->race.state == domain::LabRaceState::started)
    return fail(ErrorCode::not_found, "race {} is not finished", view->race.race_id);
  std::vector<lab::Position> order;
  for (const domain::LabPlace& place : view->race.result) {
    order.push_back({place.driver_name, place.position, view->race.ended_at, view->race.race_id,
                     place.team_name, place.speed_kmh});
  }
  return lab_response([&](JsonWriter& json) { write_positions(json, order); });
}

Result<Response> average_speeds(LabPort& lab, const Request& request) {
  const auto view = lab.store().race(request.path_parameter("race_id"));
  std::vector<std::pair<std::string, double>> averages;
  if (view) averages.assign(view->averages.begin(), view->averages.end());
  std::ranges::stable_sort(averages, std::greater{}, [](const auto& each) { return each.second; });
  const auto& known = simulate::lab::lab_drivers();
  return lab_response([&](JsonWriter& json) {
    json.key("avg_speeds").begin_array();
    for (const auto& [name, kmh] : averages) {
      const auto driver = simulate::lab::find_driver(known, name);
      json.begin_object().key("driver_name").value(name).key("race_id").value(view->race.race_id);
      json.key("average_speed").number(kmh, 3);
      json.key("team_name").value(driver ? known[*driver].team : "");
      json.key("timestamp").value(lab_time(view->last_update_at.value_or(view->race.started_at)));
      json.end_object();
    }
    json.end_array();
  });
}

Result<std::unique_ptr<http::EventStream>> stream(LabPort& lab, const Request& request) {
  const std::string id{request.query.get("race_id").value_or("")};
  if (id.empty()) return std::make_unique<AllRacesStream>(lab.store());
  return std::make_unique<LabStream>(id, lab.store().feed(id));
}

Result<Response> health(const ApiContext& context) {
  return lab_response([&](JsonWriter& json) {
    json.key("status").value("healthy").key("timestamp").value(lab_time(context.now()));
    json.key("active_connections").begin_object().key("positions");
    json.value(context.lab == nullptr ? std::uint64_t{0} : std::uint64_t{context.lab->store().followers()});
    json.end_object();
  });
}

using LabHandler = Result<Response> (*)(LabPort&, const Request&);

}  // namespace

void add_lab_routes(http::Router& router, const SharedContext& context) {
  const auto no_lab = [] { return fail(ErrorCode::not_found, "this process has no race lab"); };
  const auto add = [&](Method method, const char* pattern, http::RouteOptions options, LabHandler handler) {
    router.add(
        method, pattern,
        [context, no_lab, handler](const Request& request) -> Result<Response> {
          return context->lab == nullptr ? no_lab() : handler(*context->lab, request);
        },
        options);
  };
  add(Method::get, "/api/drivers", kReads, drivers);
  add(Method::post, "/api/race/start", kChanges, start);
  add(Method::post, "/api/race/{race_id}/stop", kChanges, stop);
  add(Method::get, "/api/race/{race_id}/positions", kReads, final_positions);
  add(Method::get, "/api/race/{race_id}/avg-speeds", kReads, average_speeds);
  router.add(
      Method::get, "/api/race/{race_id}/status",
      [context, no_lab](const Request& request) -> Result<Response> {
        return context->lab == nullptr ? no_lab() : status(*context, request);
      },
      kReads);
  router.add(Method::get, "/api/health", [context](const Request&) { return health(*context); }, kReads);
  router.add_stream(
      "/api/positions/stream",
      [context, no_lab](const Request& request) -> Result<std::unique_ptr<http::EventStream>> {
        if (context->lab == nullptr) return no_lab();
        return stream(*context->lab, request);
      },
      kReads);
}

}  // namespace slipstream::api

#include "api/body.hpp"
#include "api/routes.hpp"
#include "codec/speed_json.hpp"
#include "codec/stamp_json.hpp"

namespace slipstream::api {
namespace {

using http::Request;
using http::Response;

constexpr http::RouteOptions kSteering{.run_on = http::RunOn::worker, .access = http::Access::control};

/// What POST and PATCH take.
struct ReplayRequest {
  std::string session;  // POST only
  domain::ReplayCommand command;
};

std::optional<SessionTime> read_position(codec::JsonFields& fields) {
  if (!fields.is_text("position")) return fields.session_time("position");
  const auto time = base::parse_clock(fields.text("position"));
  if (!time) fields.expect("position", "seconds of session time, or H:MM:SS");
  return time ? std::optional{SessionTime{*time}} : std::nullopt;
}

Result<ReplayRequest> read_request(const Request& request) {
  ReplayRequest asked;
  auto read = read_body(request.body, [&](codec::JsonFields& fields) {
    asked.session = fields.text("session");
    asked.command.run_id = fields.text("run_id");
    asked.command.request_id = fields.text("request_id");
    asked.command.speed = codec::read_speed(fields);
    asked.command.paused = fields.truth("paused");
    asked.command.position = read_position(fields);
    asked.command.loop = fields.truth("loop");
    if (!fields.has("drivers") || fields.is_null("drivers")) return;
    auto& drivers = asked.command.drivers.emplace();
    fields.texts("drivers", [&](std::size_t, std::string_view driver) { drivers.emplace_back(driver); });
  });
  if (!read) return propagate(read);
  return asked;
}

Response status_response(const domain::ReplayStatus& status, std::string_view run_id,
                         std::string_view session_key) {
  std::string text;
  codec::JsonWriter json(text);
  json.begin_object();
  if (!run_id.empty()) json.key("run_id").value(run_id);
  if (!session_key.empty()) json.key("session_key").value(session_key);
  json.key("state").value(domain::to_string(status.state));
  codec::write_speed(json, status.speed);
  codec::write_seconds(json, "position", status.position);
  if (status.begin) codec::write_seconds(json, "begin", *status.begin);
  if (status.end) codec::write_seconds(json, "end", *status.end);
  if (status.from) codec::write_seconds(json, "from", *status.from);
  if (status.to) codec::write_seconds(json, "to", *status.to);
  if (!status.request_id.empty()) json.key("request_id").value(status.request_id);
  json.end_object();
  return http::json_response(std::move(text));
}

/// As the log last told, the position as of the last heartbeat.
Result<Response> show(const ApiContext& context) {
  return context.store->read([](const store::Store::View& view) -> Result<Response> {
    const auto& replay = view.session.replay();
    if (!replay) return fail(ErrorCode::not_found, "nothing is being replayed");
    auto status = std::get<domain::ReplayStatus>(replay->message.body);
    if (const auto& beat = view.session.heartbeat(); beat && beat->produced_at > replay->produced_at) {
      status.position = std::get<domain::Heartbeat>(beat->message.body).position;
    }
    return status_response(status, view.session.run_id(), view.session.session_key());
  });
}

std::unexpected<Error> nobody() {
  return fail(ErrorCode::conflict,
              "nothing can obey: this process replays nothing and has no way to f1-control");
}

Result<Response> send(const ApiContext& context, domain::ReplayCommand command) {
  if (context.replay == nullptr) return nobody();
  auto status = context.replay->command(std::move(command));
  if (!status) return propagate(status);
  return status_response(*status, {}, {});
}

Result<Response> change(const ApiContext& context, const Request& request) {
  auto asked = read_request(request);
  if (!asked) return propagate(asked);
  const domain::ReplayCommand& command = asked->command;
  const bool says_something =
      command.speed || command.paused || command.position || command.drivers || command.loop;
  if (!says_something) {
    return fail(ErrorCode::invalid_argument,
                "nothing to change: give at least one of speed, paused, position, drivers, loop");
  }
  return send(context, std::move(asked->command));
}

Result<Response> start(const ApiContext& context, const Request& request) {
  auto asked = read_request(request);
  if (!asked) return propagate(asked);
  if (asked->session.empty())
    return fail(ErrorCode::invalid_argument, "field 'session': which one to replay?");
  if (context.replay == nullptr) return nobody();
  auto status = context.replay->start(asked->session, std::move(asked->command));
  if (!status) return propagate(status);
  return status_response(*status, {}, {});
}

Result<Response> stop(const ApiContext& context) {
  domain::ReplayCommand command;
  command.stop = true;
  return send(context, std::move(command));
}

}  // namespace

void add_replay_routes(http::Router& router, const SharedContext& context) {
  constexpr std::string_view kPath = "/api/v1/replay";
  router.add(http::Method::get, std::string{kPath}, [context](const Request&) { return show(*context); });
  router.add(
      http::Method::post, std::string{kPath},
      [context](const Request& request) { return start(*context, request); }, kSteering);
  router.add(
      http::Method::patch, std::string{kPath},
      [context](const Request& request) { return change(*context, request); }, kSteering);
  router.add(
      http::Method::del, std::string{kPath}, [context](const Request&) { return stop(*context); }, kSteering);
}

}  // namespace slipstream::api

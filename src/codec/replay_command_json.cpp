#include "codec/session_json.hpp"
#include "codec/speed_json.hpp"
#include "codec/stamp_json.hpp"

namespace slipstream::codec {

void write_replay_command(const domain::ReplayCommand& command, std::string& out) {
  JsonWriter json(out);
  json.begin_object();
  json.key("message_type").value("replay");
  json.key("run_id").value(command.run_id);
  if (!command.request_id.empty()) json.key("request_id").value(command.request_id);
  if (command.speed) write_speed(json, command.speed->factor);
  if (command.paused) json.key("paused").value(*command.paused);
  if (command.position) write_seconds(json, "position", *command.position);
  if (!command.next_run_id.empty()) json.key("next_run_id").value(command.next_run_id);
  if (command.drivers) {
    json.key("drivers").begin_array();
    for (const auto& driver : *command.drivers) json.value(driver.view());
    json.end_array();
  }
  if (command.loop) json.key("loop").value(*command.loop);
  if (command.stop) json.key("stop").value(true);
  json.end_object();
}

Result<domain::ReplayCommand> read_replay_command(std::string_view json) {
  JsonDocument document;
  auto parsed = document.parse(json);
  if (!parsed) return propagate(parsed);
  JsonFields& fields = *parsed;
  const std::string_view type = fields.text("message_type");
  if (!type.empty() && type != "replay") {
    return fail(ErrorCode::unsupported, "message_type '{}' is not known", type);
  }
  domain::ReplayCommand command;
  command.run_id = fields.text("run_id");
  command.request_id = fields.text("request_id");
  command.speed = read_speed(fields);
  command.paused = fields.truth("paused");
  command.position = fields.session_time("position");
  command.next_run_id = fields.text("next_run_id");
  if (fields.has("drivers") && !fields.is_null("drivers")) {
    auto& drivers = command.drivers.emplace();
    fields.texts("drivers", [&](std::size_t, std::string_view driver) { drivers.emplace_back(driver); });
  }
  command.loop = fields.truth("loop");
  command.stop = fields.truth("stop").value_or(false);
  if (command.run_id.empty()) fields.expect("run_id", "the run to command");
  if (fields.error()) return std::unexpected(*fields.error());
  return command;
}

}  // namespace slipstream::codec

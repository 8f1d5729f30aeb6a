#include "codec/alert_json.hpp"

#include <array>

#include "codec/json_fields.hpp"
#include "codec/json_writer.hpp"
#include "codec/stamp_json.hpp"

namespace slipstream::codec {
namespace {

constexpr int kValueDecimals = 3;
constexpr std::array<std::string_view, 3> kStates{"opened", "closed", "sample"};

domain::AlertState state_from(std::string_view text, JsonFields& fields) {
  for (std::size_t i = 0; i < kStates.size(); ++i) {
    if (kStates[i] == text) return static_cast<domain::AlertState>(i);
  }
  fields.expect("state", "opened, closed or sample");
  return domain::AlertState::opened;
}

}  // namespace

void write_alert(const domain::Alert& alert, const domain::Stamp& stamp, std::string& out) {
  JsonWriter json(out);
  json.begin_object();
  json.key("timestamp").value(base::format_wall(stamp.produced_at));
  json.key("alert_id").value(alert.alert_id);
  json.key("severity").value(domain::to_string(alert.severity));
  json.key("alert_type").value(alert.alert_type);
  json.key("description").value(alert.description);
  json.key("driver_id").value(alert.driver.view());
  json.key("message_type").value("alert");
  if (alert.value) json.key("value").number(*alert.value, kValueDecimals);
  if (alert.threshold) json.key("threshold").number(*alert.threshold, kValueDecimals);
  json.key("state").value(kStates[static_cast<std::size_t>(alert.state)]);
  write_seconds(json, "started_at", alert.started_at);
  if (alert.ended_at) write_seconds(json, "ended_at", *alert.ended_at);
  write_seconds(json, "session_time", alert.session_time);
  if (alert.lap_number) json.key("lap_number").value(*alert.lap_number);
  json.key("rule").value(alert.rule);
  if (alert.date) json.key("date").value(base::format_utc(*alert.date));
  write_identity(json, stamp);
  json.end_object();
}

Result<AlertRecord> read_alert(std::string_view json) {
  JsonDocument document;
  auto parsed = document.parse(json);
  if (!parsed) return propagate(parsed);
  JsonFields& fields = *parsed;
  AlertRecord record;
  read_identity(fields, record);
  domain::Alert& alert = record.alert;
  alert.alert_id = fields.text("alert_id");
  const auto severity = domain::severity_from(fields.text("severity"));
  if (!severity) fields.expect("severity", "high, medium or low");
  alert.severity = severity.value_or(domain::Severity::medium);
  alert.alert_type = fields.text("alert_type");
  alert.rule = fields.text("rule");
  alert.description = fields.text("description");
  alert.driver = fields.text("driver_id");
  alert.value = fields.number("value");
  alert.threshold = fields.number("threshold");
  const std::string_view state = fields.text("state");
  // The existing pipeline's producer has neither states nor session times: one message per matching sample.
  alert.state = state.empty() ? domain::AlertState::sample : state_from(state, fields);
  alert.session_time = fields.session_time("session_time").value_or(SessionTime{});
  alert.started_at = fields.session_time("started_at").value_or(alert.session_time);
  alert.ended_at = fields.session_time("ended_at");
  alert.date = fields.utc("date");
  alert.lap_number = fields.integer("lap_number");
  if (alert.rule.empty()) alert.rule = alert.alert_type;
  if (fields.error()) return std::unexpected(*fields.error());
  return record;
}

}  // namespace slipstream::codec

#include <array>

#include "codec/session_bodies.hpp"
#include "codec/session_json.hpp"
#include "codec/stamp_json.hpp"

namespace slipstream::codec {
namespace {

using Body = decltype(domain::SessionMessage::body);
using ReadBody = Body (*)(JsonFields&);

struct MessageKind {
  std::string_view name;
  ReadBody read;
};

/// In the order of the alternatives of SessionMessage::body.
constexpr std::array<MessageKind, std::variant_size_v<Body>> kKinds{{
    {"session", [](JsonFields& f) -> Body { return read_session_info(f); }},
    {"lap", [](JsonFields& f) -> Body { return read_lap(f); }},
    {"timing", [](JsonFields& f) -> Body { return read_timing(f); }},
    {"stint", [](JsonFields& f) -> Body { return read_stint(f); }},
    {"pit", [](JsonFields& f) -> Body { return read_pit(f); }},
    {"race_control", [](JsonFields& f) -> Body { return read_race_control(f); }},
    {"track_status", [](JsonFields& f) -> Body { return read_track_status(f); }},
    {"weather", [](JsonFields& f) -> Body { return read_weather(f); }},
    {"team_radio", [](JsonFields& f) -> Body { return read_team_radio(f); }},
    {"clock", [](JsonFields& f) -> Body { return read_clock(f); }},
    {"replay", [](JsonFields& f) -> Body { return read_replay_status(f); }},
    {"heartbeat", [](JsonFields& f) -> Body { return read_heartbeat(f); }},
}};

std::optional<domain::Car> read_car(JsonFields& fields) {
  const std::string_view driver = fields.text("driver_id");
  if (driver.empty()) return std::nullopt;
  return domain::Car{driver, read_car_number(fields).value_or(0)};
}

}  // namespace

std::string_view message_type(const domain::SessionMessage& message) {
  return kKinds[message.body.index()].name;
}

Result<SessionRecord> read_session_message(std::string_view json) {
  JsonDocument document;
  auto parsed = document.parse(json);
  if (!parsed) return propagate(parsed);
  JsonFields& fields = *parsed;
  const std::string_view type = fields.text("message_type");
  const MessageKind* kind = nullptr;
  for (const MessageKind& candidate : kKinds) {
    if (candidate.name == type) kind = &candidate;
  }
  if (kind == nullptr) return fail(ErrorCode::unsupported, "message_type '{}' is not known", type);
  SessionRecord record;
  read_identity(fields, record);
  const auto time = fields.session_time("session_time");
  if (!time) fields.expect("session_time", "seconds");
  record.message.time = time.value_or(SessionTime{});
  record.message.date = fields.utc("date");
  record.message.car = read_car(fields);
  record.message.body = kind->read(fields);
  if (auto* info = std::get_if<domain::SessionInfo>(&record.message.body)) info->key = record.session_key;
  if (fields.error()) return std::unexpected(*fields.error());
  return record;
}

}  // namespace slipstream::codec

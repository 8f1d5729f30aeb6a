#include "lab/position.hpp"

#include "codec/json_fields.hpp"
#include "lab/avro_writer.hpp"

namespace slipstream::lab {
namespace {

constexpr std::int64_t kNullBranch = 0, kTextBranch = 1;  // of race_id

}  // namespace

void write_position(const Position& position, std::int32_t schema_id, std::string& out) {
  registry::append_frame(out, schema_id);
  append_text(out, position.driver_name);
  append_long(out, position.position);
  append_long(out, std::chrono::floor<Milliseconds>(position.timestamp).time_since_epoch().count());
  append_long(out, position.race_id.empty() ? kNullBranch : kTextBranch);
  if (!position.race_id.empty()) append_text(out, position.race_id);
  append_text(out, position.team_name);
  append_double(out, position.speed_kmh);
}

Result<Position> read_position(std::string_view value, registry::FramedDecoder& decoder) {
  auto decoded = decoder.decode(value);
  if (!decoded) return propagate(decoded);
  codec::JsonDocument document;
  auto fields = document.parse(decoded->json);
  if (!fields) return propagate(fields);
  Position position;
  position.driver_name = fields->text("driver_name");
  position.position = fields->integer("position").value_or(0);
  position.timestamp = WallTime{Milliseconds{fields->count("timestamp").value_or(0)}};
  position.race_id = fields->text("race_id");
  position.team_name = fields->text("team_name");
  const auto speed = fields->number("speed");
  position.speed_kmh = speed.value_or(0);
  if (position.driver_name.empty()) fields->expect("driver_name", "a driver");
  if (position.position < 1) fields->expect("position", "a place from 1");
  if (!speed) fields->expect("speed", "km/h");
  if (fields->error()) return std::unexpected(*fields->error());
  return position;
}

}  // namespace slipstream::lab

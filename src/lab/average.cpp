#include "lab/average.hpp"

#include <array>
#include <charconv>

#include "codec/json_fields.hpp"
#include "codec/json_writer.hpp"
#include "lab/avro_writer.hpp"

namespace slipstream::lab {
namespace {

/// The fewest digits that are this very number.
std::string shortest(double number) {
  std::array<char, 32> text{};
  const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), number);
  return {text.data(), error == std::errc{} ? end : text.data()};
}

/// As JSON, whatever the form.
Result<std::string> to_json(std::string_view bytes, registry::FramedDecoder& decoder) {
  if (!registry::unframe(bytes)) return std::string{bytes};
  auto decoded = decoder.decode(bytes);
  if (!decoded) return propagate(decoded);
  return std::move(decoded->json);
}

}  // namespace

void write_average_key(const AverageKey& key, std::int32_t schema_id, std::string& out) {
  registry::append_frame(out, schema_id);
  append_text(out, key.driver_name);
  append_text(out, key.race_id);
}

void write_average(std::optional<double> average_kmh, std::int32_t schema_id, std::string& out) {
  registry::append_frame(out, schema_id);
  codec::JsonWriter json(out);
  json.begin_object().key("avg_speed");
  if (average_kmh)
    json.raw(shortest(*average_kmh));
  else
    json.null();
  json.end_object();
}

Result<AverageKey> read_average_key(std::string_view key, registry::FramedDecoder& decoder) {
  auto json = to_json(key, decoder);
  if (!json) return propagate(json);
  codec::JsonDocument document;
  auto fields = document.parse(*json);
  if (!fields) return propagate(fields);
  AverageKey read{std::string{fields->text("driver_name")}, std::string{fields->text("race_id")}};
  if (read.driver_name.empty()) fields->expect("driver_name", "a driver");
  if (fields->error()) return std::unexpected(*fields->error());
  return read;
}

Result<std::optional<double>> read_average(std::string_view value, registry::FramedDecoder& decoder) {
  auto json = to_json(value, decoder);
  if (!json) return propagate(json);
  codec::JsonDocument document;
  auto fields = document.parse(*json);
  if (!fields) return propagate(fields);
  const std::optional<double> average = fields->number("avg_speed");
  if (!fields->has("avg_speed")) fields->expect("avg_speed", "km/h or null");
  if (fields->error()) return std::unexpected(*fields->error());
  return average;
}

}  // namespace slipstream::lab

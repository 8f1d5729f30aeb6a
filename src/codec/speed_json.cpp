#include "codec/speed_json.hpp"

namespace slipstream::codec {
namespace {
constexpr std::string_view kName = "speed";
constexpr int kDecimals = 6;
}  // namespace

void write_speed(JsonWriter& json, const std::optional<double>& factor) {
  json.key(kName);
  if (factor) {
    json.number(*factor, kDecimals);
  } else {
    json.value("max");
  }
}

std::optional<domain::ReplaySpeed> read_speed(JsonFields& fields) {
  if (!fields.has(kName) || fields.is_null(kName)) return std::nullopt;
  std::string text;
  if (fields.is_text(kName)) {
    text = fields.text(kName);
  } else if (const auto number = fields.number(kName)) {
    text = fmt::format("{}", *number);
  }
  const auto speed = domain::parse_speed(text);
  if (!speed) fields.expect(kName, "0.1 to 1000 or \"max\"");
  return speed;
}

}  // namespace slipstream::codec

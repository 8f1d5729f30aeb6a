#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "codec/stamp_json.hpp"
#include "domain/driver.hpp"
#include "domain/lap.hpp"

/// `put` writes a named field where its value is known, and nothing otherwise.
namespace slipstream::codec {

inline constexpr int kFieldDecimals = 3;

inline void put(JsonWriter& json, std::string_view name, const std::string& text) {
  if (!text.empty()) json.key(name).value(text);
}
inline void put(JsonWriter& json, std::string_view name, const std::optional<int>& value) {
  if (value) json.key(name).value(*value);
}
inline void put(JsonWriter& json, std::string_view name, const std::optional<domain::CarNumber>& value) {
  if (value) json.key(name).value(*value);
}
inline void put(JsonWriter& json, std::string_view name, const std::optional<bool>& value) {
  if (value) json.key(name).value(*value);
}
inline void put(JsonWriter& json, std::string_view name, const std::optional<double>& value) {
  if (value) json.key(name).number(*value, kFieldDecimals);
}
inline void put(JsonWriter& json, std::string_view name, const std::optional<SessionTime>& value) {
  if (value) write_seconds(json, name, *value);
}
inline void put(JsonWriter& json, std::string_view name, const std::optional<Milliseconds>& value) {
  if (value) write_seconds(json, name, *value);
}
inline void put(JsonWriter& json, std::string_view name, const std::optional<domain::Compound>& value) {
  if (value) json.key(name).value(domain::to_string(*value));
}

/// The objects of one lap and of one timing update.
void write_body(JsonWriter& json, const domain::Lap& lap);
void write_body(JsonWriter& json, const domain::TimingUpdate& timing);

}  // namespace slipstream::codec

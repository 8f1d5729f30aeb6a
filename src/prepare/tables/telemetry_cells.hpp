#pragma once

#include <array>
#include <charconv>
#include <cstddef>
#include <optional>
#include <string_view>

#include "prepare/tables/telemetry_rows.hpp"
#include "table/column.hpp"

/// Private to this folder: how merged values become cells.
namespace slipstream::prepare {

[[nodiscard]] inline std::optional<std::string_view> source_name(MergedFrom source) {
  switch (source) {
    case MergedFrom::car: return "car";
    case MergedFrom::position: return "pos";
    case MergedFrom::interpolation: return "interpolation";
    case MergedFrom::unknown: return std::nullopt;
  }
  return std::nullopt;
}

[[nodiscard]] inline std::optional<std::string_view> track_flag(std::uint8_t off_track) {
  if (off_track == TelemetryRows::kNoTrack) return std::nullopt;
  return off_track != 0 ? "OffTrack" : "OnTrack";
}

/// "" says that nobody is ahead, missing that nothing is known.
inline void append_ahead(table::Column& column, domain::CarNumber car) {
  if (car == TelemetryRows::kNotSaid) return column.append_missing();
  if (car == TelemetryRows::kNobody) return column.append_text("");
  std::array<char, 8> text;
  const auto end = std::to_chars(text.begin(), text.end(), car).ptr;
  column.append_text({text.begin(), end});
}

inline void append_gear(table::Column& column, std::int16_t gear) {
  if (gear == TelemetryRows::kNoGear) return column.append_missing();
  column.append_integer(gear);
}

inline void append_drs(table::Column& column, std::uint8_t code) {
  if (code == TelemetryRows::kNoDrs) return column.append_missing();
  column.append_integer(code);
}

inline void append_brake(table::Column& column, std::uint8_t brake) {
  if (brake == TelemetryRows::kNoBrake) return column.append_missing();
  column.append_boolean(brake != 0);
}

}  // namespace slipstream::prepare

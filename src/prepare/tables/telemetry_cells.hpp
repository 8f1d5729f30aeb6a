#pragma once

#include <cstddef>
#include <string_view>

#include "prepare/tables/telemetry_rows.hpp"
#include "table/column.hpp"

/// Private to this folder: how merged values become cells.
namespace slipstream::prepare {

[[nodiscard]] inline std::string_view source_name(MergedFrom source) {
  switch (source) {
    case MergedFrom::car: return "car";
    case MergedFrom::position: return "pos";
    case MergedFrom::interpolation: return "interpolation";
  }
  return {};
}

[[nodiscard]] inline std::string_view track_flag(std::uint8_t off_track) {
  return off_track != 0 ? "OffTrack" : "OnTrack";
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

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "table/column.hpp"

namespace slipstream::source {

/// What a table of telemetry may tell of each row, by FastF1's column names.
enum class TableField : std::uint8_t {
  session_time,
  driver_number,
  driver,
  date,
  full_name,
  first_name,
  last_name,
  team,
  team_color,
  grid,
  speed,
  rpm,
  gear,
  throttle,
  brake,
  drs,
  x,
  y,
  z,
  distance,
  relative_distance,
  driver_ahead,
  distance_ahead,
  on_track,  ///< `Status`: OnTrack or OffTrack
  origin,    ///< `Source`: car, pos or interpolation
  lap_number,
  time,  ///< of the row since its lap began, or the end of its lap: tables differ
  lap_time,
  sector1,
  sector2,
  sector3,
  sector1_end,
  sector2_end,
  lap_end,
  lap_start,
  pit_out,
  pit_in,
  personal_best,
  compound,
  tyre_life,
  fresh_tyre,
  stint,
  track_status,
  position,
  deleted,
  deleted_reason,
  accurate,
  generated,
  speed_i1,
  speed_i2,
  speed_fl,
  speed_st,
  result_position,
  classified,
  points,
  result_status,
  q1,
  q2,
  q3,
  air_temp,
  humidity,
  pressure,
  rainfall,
  track_temp,
  wind_direction,
  wind_speed,
  event_name,
  session_name,
  year,
};

struct TableFieldSpec {
  TableField field;
  std::vector<std::string_view> names;  ///< in the order of preference
  table::Type type;
  std::string_view what;  ///< what a session lacks without it; empty where nobody misses it
};

/// One per TableField, in its order.
[[nodiscard]] std::span<const TableFieldSpec> table_fields();
[[nodiscard]] inline std::string_view column_name(TableField field) {
  return table_fields()[static_cast<std::size_t>(field)].names.front();
}
inline constexpr std::size_t kTableFields = static_cast<std::size_t>(TableField::year) + 1;

}  // namespace slipstream::source

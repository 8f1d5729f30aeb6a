#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace slipstream::codec {

/// The keys of an `f1-telemetry` value that a reader uses, in the order in which we write them.
enum class TelemetryField : std::uint8_t {
  timestamp,
  original_timestamp,
  driver,
  driver_id,
  session_time,
  speed,
  rpm,
  throttle,
  brake,
  gear,
  drs,
  n_gear,
  x,
  y,
  z,
  lap_number,
  compound,
  message_type,
  session_key,
  run_id,
  seq,
  driver_number,
  position,
  distance,
  tyre_life,
  track_status,
  date,
  brake_temp_fl,
  brake_temp_fr,
  brake_temp_rl,
  brake_temp_rr,
  fuel_kg,
  unknown,
};

inline constexpr std::array<std::string_view, 32> kTelemetryFieldNames{"timestamp",
                                                                       "original_timestamp",
                                                                       "driver",
                                                                       "driver_id",
                                                                       "session_time",
                                                                       "speed",
                                                                       "rpm",
                                                                       "throttle",
                                                                       "brake",
                                                                       "gear",
                                                                       "drs",
                                                                       "n_gear",
                                                                       "x",
                                                                       "y",
                                                                       "z",
                                                                       "lap_number",
                                                                       "compound",
                                                                       "message_type",
                                                                       "session_key",
                                                                       "run_id",
                                                                       "seq",
                                                                       "driver_number",
                                                                       "position",
                                                                       "distance",
                                                                       "tyre_life",
                                                                       "track_status",
                                                                       "date",
                                                                       "brake_temp_fl",
                                                                       "brake_temp_fr",
                                                                       "brake_temp_rl",
                                                                       "brake_temp_rr",
                                                                       "fuel_kg"};
inline constexpr std::size_t kTelemetryFieldCount = kTelemetryFieldNames.size();
static_assert(kTelemetryFieldNames.size() == static_cast<std::size_t>(TelemetryField::unknown));

}  // namespace slipstream::codec

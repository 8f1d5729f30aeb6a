#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "domain/driver.hpp"

namespace slipstream::prepare {

/// Where a row of merged telemetry comes from: FastF1's Source. A table may not tell.
enum class MergedFrom : std::uint8_t { car, position, interpolation, unknown };

/// Merged telemetry of one driver in columns. NaN and the constants below are "not known".
struct TelemetryRows {
  static constexpr std::int16_t kNoGear = -1;
  static constexpr std::uint8_t kNoBrake = 2;
  static constexpr std::uint8_t kNoDrs = 0xFF;
  static constexpr std::uint8_t kNoTrack = 2;
  static constexpr std::uint16_t kNoLap = 0xFFFF;
  static constexpr domain::CarNumber kNobody = 0;
  static constexpr domain::CarNumber kNotSaid = 0xFFFF;  ///< whether anybody is
  static constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

  std::vector<std::int32_t> time_ms;  ///< session time
  std::vector<std::uint16_t> lap;     ///< index of the driver's lap that the row was merged for, or kNoLap
  std::vector<MergedFrom> source;
  std::vector<double> speed_kmh, rpm, throttle_pct, distance_m, relative_distance, x, y, z, ahead_m;
  std::vector<domain::CarNumber> ahead;  ///< of the car ahead, kNobody or kNotSaid
  std::vector<std::int16_t> gear;
  std::vector<std::uint8_t> brake;      ///< 0, 1
  std::vector<std::uint8_t> drs;        ///< the feed's code
  std::vector<std::uint8_t> off_track;  ///< 0, 1

  [[nodiscard]] std::size_t size() const { return time_ms.size(); }
  void reserve(std::size_t rows);
  /// Removes the rows of all other laps.
  void keep_lap(std::uint16_t index);
};

}  // namespace slipstream::prepare

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "base/time.hpp"
#include "domain/driver.hpp"
#include "domain/samples.hpp"

namespace slipstream::prepare {

/// Which stream gave a row its instant.
enum class RowSource : std::uint8_t { car, position };

/// One driver's merged telemetry, one row per instant of either stream, in time order. A float that is not
/// known is NaN and an integer kUnknown, inside these columns only: row() gives optionals.
struct TelemetryColumns {
  static constexpr std::int8_t kUnknown = -1;
  static constexpr std::int16_t kUnknown16 = -1;
  static constexpr std::uint16_t kUnknownTemperature = 0xFFFF;

  std::vector<SessionTime> time;
  std::vector<UtcTime> date;  ///< empty when the session's UTC is not known
  std::vector<float> speed_kmh, rpm, throttle_pct, brake_pct;
  std::vector<std::int8_t> gear, drs;  ///< drs: 1 open, 0 closed
  std::vector<double> x, y, z;         ///< 1/10 m
  std::vector<float> distance_m;       ///< since the start of the lap
  std::vector<std::int16_t> lap_number, position, tyre_life;
  std::vector<std::int8_t> compound;  ///< domain::Compound
  std::vector<char> track_status;     ///< 0 unknown
  std::vector<RowSource> source;
  /// fl, fr, rl, rr; empty, as fuel_kg is, where the source does not tell of the car's condition.
  std::array<std::vector<std::uint16_t>, 4> brake_temp_c;
  std::vector<float> fuel_kg;

  [[nodiscard]] std::size_t size() const { return time.size(); }
  void reserve(std::size_t rows);
  [[nodiscard]] domain::TelemetrySample row(std::size_t index, const domain::Driver& driver) const;

 private:
  void add_condition(std::size_t index, domain::TelemetrySample& sample) const;
};

}  // namespace slipstream::prepare

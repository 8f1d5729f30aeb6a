#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "base/time.hpp"

namespace slipstream::store {

[[nodiscard]] inline std::int64_t unix_ms(WallTime time) {
  return std::chrono::floor<std::chrono::milliseconds>(time).time_since_epoch().count();
}

/// Which time a series is drawn over: that of production, or the sample's own UTC.
enum class Axis : std::uint8_t { wall, event };

/// One point of a series; a value that is NaN is a gap in the line.
struct Point {
  std::int64_t time_ms = 0;  ///< Unix time
  float value = 0;
  [[nodiscard]] bool is_gap() const { return std::isnan(value); }
};
inline constexpr float kGap = std::numeric_limits<float>::quiet_NaN();

/// Which part of a series is wanted, and in how many points.
struct SeriesQuery {
  Axis axis = Axis::wall;
  std::optional<std::int64_t> from_ms, to_ms;  ///< both included; nullopt: all that is kept
  std::size_t max_points = 0;                  ///< more are reduced so that extremes survive; 0: no limit
};

}  // namespace slipstream::store

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "store/series.hpp"

namespace slipstream::store {

/// Consecutive values of a series where they lie: NaN is "not known", times are relative to a base and rise.
struct Stretch {
  std::span<const float> values;
  std::span<const std::int32_t> times_ms;  ///< as many as values
  std::int64_t base_ms = 0;                ///< Unix time
  bool starts_line = false;                ///< nothing connects it to the stretch before

  [[nodiscard]] std::size_t size() const { return values.size(); }
  [[nodiscard]] Point point(std::size_t index) const { return {base_ms + times_ms[index], values[index]}; }
};

/// All known values in order. One gap stands where a line begins and where values were missing for more than
/// kMissingGapMs.
[[nodiscard]] std::vector<Point> all_points(std::span<const Stretch> stretches);

/// At most `max_points` (2 or more) points that look the same when drawn: the first and last point, the
/// minimum and maximum of each bucket of equally many values, in order, and the gaps between lines.
[[nodiscard]] std::vector<Point> reduce(std::span<const Stretch> stretches, std::size_t max_points);

inline constexpr std::int64_t kMissingGapMs = 2000;

}  // namespace slipstream::store

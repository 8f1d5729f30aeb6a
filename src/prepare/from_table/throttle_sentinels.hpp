#pragma once

#include <span>
#include <vector>

namespace slipstream::prepare {

/// The most that a pedal can be, in per cent; the feed sends 104 where it knows nothing.
inline constexpr double kFullPedal = 100;

/// Which rows of merged telemetry lie beside a sample that has a sentinel for the throttle.
struct ThrottleSentinels {
  std::vector<bool> before;  ///< the last own sample at or before the row has one
  std::vector<bool> after;   ///< the next own sample at or after the row has one

  /// The row's throttle is a sentinel, or on a line that was drawn to one.
  [[nodiscard]] bool touch(std::size_t row) const { return before[row] || after[row]; }
};

/// `own`: whether each row is a sample of the car itself.
[[nodiscard]] ThrottleSentinels find_throttle_sentinels(std::span<const double> throttle_pct,
                                                        const std::vector<bool>& own);

}  // namespace slipstream::prepare

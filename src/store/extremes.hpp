#pragma once

#include <cstdint>
#include <span>

namespace slipstream::store {

/// Where the smallest and the largest of some values are.
struct Extremes {
  static constexpr std::uint32_t kNone = UINT32_MAX;
  std::uint32_t min_at = kNone, max_at = kNone;  ///< kNone: every value is NaN
  float min = 0, max = 0;
};

/// The first of equal extremes. NaN is passed over. At most 2^31 values.
[[nodiscard]] Extremes find_extremes(std::span<const float> values);

}  // namespace slipstream::store

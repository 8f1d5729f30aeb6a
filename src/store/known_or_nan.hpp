#pragma once

#include <limits>
#include <optional>

namespace slipstream::store {

/// Columns keep "not known" as NaN: a float without a flag beside it.
[[nodiscard]] inline float known_or_nan(const std::optional<double>& value) {
  return value ? static_cast<float>(*value) : std::numeric_limits<float>::quiet_NaN();
}

}  // namespace slipstream::store

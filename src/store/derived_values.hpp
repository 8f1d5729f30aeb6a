#pragma once

#include <optional>

namespace slipstream::store {

/// What CONTRACTS §6 derives from one sample; nullopt where it cannot be told.
struct DerivedValues {
  std::optional<double> expected_speed_kmh;
  std::optional<bool> wheel_spin;
  std::optional<bool> lugging, over_rev, gear_speed_mismatch;

  /// Any of the three; nullopt if none can be told.
  [[nodiscard]] std::optional<bool> gear_anomaly() const {
    if (!lugging && !over_rev && !gear_speed_mismatch) return std::nullopt;
    return lugging.value_or(false) || over_rev.value_or(false) || gear_speed_mismatch.value_or(false);
  }
};

}  // namespace slipstream::store

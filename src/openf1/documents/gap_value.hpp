#pragma once

#include <optional>

#include "domain/timing.hpp"
#include "openf1/value.hpp"

namespace slipstream::openf1 {

/// Seconds behind, "+1 LAP", "+2 LAPS", 0 for the leader; null where not known.
[[nodiscard]] Value gap_value(const std::optional<domain::Gap>& gap);

}  // namespace slipstream::openf1

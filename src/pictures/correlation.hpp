#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "pictures/session_laps.hpp"

namespace slipstream::pictures {

inline constexpr std::array<std::string_view, 7> kCorrelated{"speed", "rpm", "throttle", "brake",
                                                             "gear",  "DRS", "tyre age"};

/// Pearson's r of each two of kCorrelated, over samples where both are known; NaN where there are none, or
/// one of the two never changes. `samples` is how many went in.
struct Correlation {
  std::array<std::array<double, kCorrelated.size()>, kCorrelated.size()> r{};
  std::size_t samples = 0;
};

/// Of the cars' own samples on timed laps that neither begin nor end in the pits.
[[nodiscard]] Correlation correlate_channels(const prepare::PreparedSession& session, const SessionLaps& laps,
                                             std::span<const std::size_t> drivers);

}  // namespace slipstream::pictures

#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "simulate/lab/drivers.hpp"

namespace slipstream::simulate::lab {

/// What a race of the lab is to be. The same options give the same race, byte for byte.
struct RaceOptions {
  std::vector<Driver> drivers = lab_drivers();  ///< kFewestDrivers … kMostDrivers
  std::size_t followed = 0;                     ///< whose race it is: a place in `drivers`
  base::Milliseconds duration{120'000};
  base::Milliseconds interval{1'000};  ///< from update to update
  std::uint64_t seed = 1;
};

inline constexpr std::size_t kFewestDrivers = 2, kMostDrivers = 100;
/// From P5 to the win, with one place an update and a calm one at the end.
inline constexpr int kFewestUpdates = 5;

/// Updates after the one at the start: intervals that fit into the duration. Errors: invalid_argument, naming
/// the option: too few or many drivers, nobody followed, an interval below 1 ms, a race of fewer than
/// kFewestUpdates.
Result<int> race_updates(const RaceOptions& options);

}  // namespace slipstream::simulate::lab

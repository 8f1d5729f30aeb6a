#include "simulate/lab/race_options.hpp"

#include <limits>

namespace slipstream::simulate::lab {

Result<int> race_updates(const RaceOptions& options) {
  const std::size_t drivers = options.drivers.size();
  if (drivers < kFewestDrivers || drivers > kMostDrivers) {
    return fail(ErrorCode::invalid_argument, "{} drivers: a race has {} to {}", drivers, kFewestDrivers,
                kMostDrivers);
  }
  if (options.followed >= drivers) {
    return fail(ErrorCode::invalid_argument, "driver {} is followed: there are {}", options.followed,
                drivers);
  }
  if (options.interval.count() < 1) {
    return fail(ErrorCode::invalid_argument, "an update every {} ms: 1 ms at least",
                options.interval.count());
  }
  const std::int64_t updates = options.duration / options.interval;
  if (updates < kFewestUpdates || updates > std::numeric_limits<int>::max()) {
    return fail(ErrorCode::invalid_argument,
                "{} ms with an update every {} ms: a race takes at least {} updates",
                options.duration.count(), options.interval.count(), kFewestUpdates);
  }
  return static_cast<int>(updates);
}

}  // namespace slipstream::simulate::lab

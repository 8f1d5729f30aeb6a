#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace slipstream::simulate {

/// Values on a ring, each replaced by its neighbourhood's mean with Gaussian weights. `sigma` in places; the
/// sum of the values stays. Empty in, empty out.
[[nodiscard]] std::vector<double> smooth_periodic(std::span<const double> values, double sigma);

/// Neighbouring places on a ring: `begin` below the ring's size, `begin + count` may be beyond it.
struct RingRun {
  std::size_t begin = 0, count = 0;
};

/// The longest stretches of equal values on a ring, in order of their begin. One run if all are equal.
[[nodiscard]] std::vector<RingRun> equal_runs(std::span<const int> values);

}  // namespace slipstream::simulate

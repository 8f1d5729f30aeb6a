#pragma once

#include <vector>

#include "simulate/circuit/circuit.hpp"
#include "simulate/race/random.hpp"

namespace slipstream::simulate {

/// A driver's mistake in a corner: he spins and goes on, or it ends in the barriers.
struct Mishap {
  double at_m = 0;  ///< total distance
  bool crashes = false;
};

/// What one driver's mistakes will be, by distance; the last one may be a crash. `rate` × what is usual: in a
/// Grand Prix one of twenty spins and one crashes.
[[nodiscard]] std::vector<Mishap> draw_mishaps(const Circuit& circuit, int laps, double rate, Random& random);

}  // namespace slipstream::simulate

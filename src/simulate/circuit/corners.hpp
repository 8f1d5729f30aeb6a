#pragma once

#include <vector>

#include "simulate/circuit/circuit.hpp"

namespace slipstream::simulate {

/// The corners of a circuit, found by its curvature: where it bends one way
/// more than a straight may, by an angle that a driver notices; bends the same way that follow at once are
/// one.
[[nodiscard]] std::vector<Corner> find_corners(const Circuit& circuit);

/// A stretch without corners. `end_m` may be beyond the lap's length: it is always above `begin_m`.
struct Straight {
  double begin_m = 0, end_m = 0;
  double next_radius_m = 0;  ///< of the corner at its end

  [[nodiscard]] double length_m() const { return end_m - begin_m; }
};

/// What lies between the corners, in driving order; the last one spans the start line. Empty without corners.
[[nodiscard]] std::vector<Straight> find_straights(const Circuit& circuit);

}  // namespace slipstream::simulate

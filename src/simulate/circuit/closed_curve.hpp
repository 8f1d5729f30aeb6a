#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "simulate/circuit/circuits.hpp"

namespace slipstream::simulate {

/// A closed line at equal steps along its length (in plan: heights do not count). Arrays have one entry a
/// point; the last point is one step before the first.
struct ClosedCurve {
  double step_m = 0;
  std::vector<double> x_m, y_m, z_m;

  [[nodiscard]] std::size_t points() const { return x_m.size(); }
  [[nodiscard]] double length_m() const { return step_m * static_cast<double>(points()); }
};

/// The smooth curve through `line` (3 points or more, neighbours apart from each other), resampled at nearly
/// `step_m` so that a whole number of steps closes it.
[[nodiscard]] ClosedCurve trace_curve(std::span<const TrackPoint> line, double step_m);

/// Direction at each point, radians, without jumps along the curve.
[[nodiscard]] std::vector<double> headings(const ClosedCurve& curve);
/// Change of direction per metre at each point, left positive; over the lap it adds up to 2π, or −2π
/// clockwise.
[[nodiscard]] std::vector<double> curvatures(const ClosedCurve& curve);
/// Rise per metre at each point.
[[nodiscard]] std::vector<double> slopes(const ClosedCurve& curve);

}  // namespace slipstream::simulate

#pragma once

#include <span>
#include <vector>

#include "simulate/circuit/circuits.hpp"

namespace slipstream::simulate {

/// Where two straights would meet, and the arc that joins them instead.
struct Vertex {
  double x = 0, y = 0, z = 0;
  double radius_m = 0;  ///< 0: the line goes through the point
};

/// The closed line through `vertices` with its corners rounded, as points that are denser in corners. The
/// first vertex is the first point. The arcs must fit between their neighbours.
[[nodiscard]] std::vector<TrackPoint> rounded_line(std::span<const Vertex> vertices);

}  // namespace slipstream::simulate

#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "simulate/circuit/circuit.hpp"

namespace slipstream::simulate {

/// A point of a track's centre, metres.
struct TrackPoint {
  double x = 0, y = 0, z = 0;
};

/// What a circuit is made from: a closed line in driving order, the first point on the start line, without
/// the first repeated at the end.
struct CircuitPlan {
  std::string name, location = {}, country = {};
  std::vector<TrackPoint> line = {};
  /// Where sectors 1 and 2 end, as parts of the lap; 0: thirds.
  double sector_1_end = 0, sector_2_end = 0;
};

/// The line as a smooth closed curve; corners found by curvature; sectors, mini-sectors, DRS and passing
/// zones, pit lane and grid laid out along it. Errors: invalid_argument (fewer than 8 points, shorter than
/// 500 m or longer than 30 km, a curve that crosses itself other than by a bridge at least 4 m high, no
/// straight for grid and pit lane), saying where.
Result<Circuit> make_circuit(const CircuitPlan& plan);

/// Our own circuits: "lakeside" (the default, a Grand Prix track of 5 to 6 km) and "pocket" (1 to 1.5 km, for
/// tests).
[[nodiscard]] std::span<const std::string_view> circuit_names();
/// Errors: not_found, naming the ones there are.
Result<Circuit> built_in_circuit(std::string_view name);

/// A lap somebody drove, as a session's position data has it: points in 1/10 m over one lap, in driving
/// order, from line to line, at the feed's rate (about every 10 to 20 m). Smoothed, closed and resampled.
/// Errors: as make_circuit; invalid_argument (too few points, or end and begin are too far apart).
Result<CircuitPlan> plan_from_lap(std::string_view name, std::span<const domain::Point> lap);

}  // namespace slipstream::simulate

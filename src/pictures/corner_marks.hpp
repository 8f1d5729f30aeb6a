#pragma once

#include <optional>
#include <string>
#include <vector>

#include "pictures/lap_trace.hpp"
#include "simulate/circuit/circuit.hpp"

namespace slipstream::pictures {

/// A corner by name, in the feed's frame.
struct CornerMark {
  std::string name;  ///< "4", "9a"
  double x = 0, y = 0;
  double label_deg = 0;  ///< the direction in which its name is to be written, anticlockwise from x
};

/// What is known of a circuit beside the lap that was driven on it.
struct CircuitMarks {
  std::vector<CornerMark> corners;  ///< in driving order; may be empty
  /// How far the map is turned so that it looks as usual; nullopt: as it fits best.
  std::optional<double> turned_deg;
  std::string source;  ///< for the note, "corners by curvature"; may be empty
};

/// The corners of a circuit, named by their numbers, to the outside of the bend.
[[nodiscard]] CircuitMarks marks_of(const simulate::Circuit& circuit);

/// A corner's place along a lap.
struct CornerPlace {
  std::string name;
  double distance_m = 0;
};
/// Where the lap passes them, in driving order: its nearest point within 60 m; corners that are further away
/// are left out.
[[nodiscard]] std::vector<CornerPlace> places_on(const LapTrace& lap, const std::vector<CornerMark>& corners);

}  // namespace slipstream::pictures

#include "pictures/corner_marks.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace slipstream::pictures {
namespace {

constexpr double kFurthest = 600;  // 1/10 m

struct Nearest {
  double distance = std::numeric_limits<double>::infinity(), along_m = 0;
};

/// Of the stretch from sample `i` to the next, as far as both are known.
Nearest nearest_on_stretch(const LapTrace& lap, std::size_t i, const CornerMark& corner) {
  const double dx = lap.x[i + 1] - lap.x[i], dy = lap.y[i + 1] - lap.y[i];
  const double length = dx * dx + dy * dy;
  if (!(length > 0)) return {};
  const double part =
      std::clamp(((corner.x - lap.x[i]) * dx + (corner.y - lap.y[i]) * dy) / length, 0.0, 1.0);
  return {std::hypot(lap.x[i] + part * dx - corner.x, lap.y[i] + part * dy - corner.y),
          lap.distance_m[i] + part * (lap.distance_m[i + 1] - lap.distance_m[i])};
}

}  // namespace

CircuitMarks marks_of(const simulate::Circuit& circuit) {
  CircuitMarks marks{.corners = {}, .turned_deg = std::nullopt, .source = "corners found by curvature"};
  for (const simulate::Corner& corner : circuit.corners) {
    const domain::Point apex = circuit.at(corner.apex_m);
    const auto point =
        std::min(static_cast<std::size_t>(corner.apex_m / circuit.step_m), circuit.points() - 1);
    const double outside = circuit.heading[point] + (corner.left ? -1 : 1) * std::numbers::pi / 2;
    marks.corners.push_back({.name = std::to_string(corner.number),
                             .x = static_cast<double>(apex.x),
                             .y = static_cast<double>(apex.y),
                             .label_deg = outside * 180 / std::numbers::pi});
  }
  return marks;
}

std::vector<CornerPlace> places_on(const LapTrace& lap, const std::vector<CornerMark>& corners) {
  std::vector<CornerPlace> places;
  for (const CornerMark& corner : corners) {
    Nearest nearest;
    for (std::size_t i = 0; i + 1 < lap.size(); ++i) {
      const Nearest here = nearest_on_stretch(lap, i, corner);
      if (here.distance < nearest.distance) nearest = here;
    }
    if (nearest.distance <= kFurthest) places.push_back({corner.name, nearest.along_m});
  }
  std::ranges::stable_sort(places, {}, &CornerPlace::distance_m);
  return places;
}

}  // namespace slipstream::pictures

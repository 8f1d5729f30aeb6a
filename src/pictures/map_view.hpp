#pragma once

#include <optional>
#include <vector>

#include "pictures/lap_trace.hpp"
#include "plot/geometry.hpp"

namespace slipstream::pictures {

/// Where a lap's places are in a box: one scale in both directions, in the middle, turned as told or so that
/// it is largest.
class MapView {
 public:
  /// The lap has at least two known positions.
  MapView(const LapTrace& lap, const plot::Box& box, std::optional<double> turned_deg);

  /// x and y in 1/10 m; NaN stays NaN.
  [[nodiscard]] plot::Place at(double x, double y) const;
  /// All samples of the lap.
  [[nodiscard]] std::vector<plot::Place> line(const LapTrace& lap) const;
  /// A direction of the circuit, degrees anticlockwise from x, as a step of one px.
  [[nodiscard]] plot::Place direction(double degrees) const;
  /// px for 100 m.
  [[nodiscard]] double hundred_metres() const { return 1000 * scale_; }

 private:
  double cos_ = 1, sin_ = 0, scale_ = 1;
  double middle_x_ = 0, middle_y_ = 0;  // of the turned line
  plot::Place center_;
};

}  // namespace slipstream::pictures

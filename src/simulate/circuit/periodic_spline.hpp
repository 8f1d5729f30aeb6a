#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace slipstream::simulate {

/// A closed cubic spline: value, first and second derivative are continuous all the way round.
class PeriodicSpline {
 public:
  /// `knots` increase from 0 and are all below `period`; one value a knot, at least 3.
  PeriodicSpline(std::span<const double> knots, double period, std::span<const double> values);

  /// `part` 0…1 between knot `segment` and the next.
  [[nodiscard]] double value(std::size_t segment, double part) const;

 private:
  struct Segment {
    double width, value, next_value, second, next_second;
  };
  std::vector<Segment> segments_;
};

}  // namespace slipstream::simulate

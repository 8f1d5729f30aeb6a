#pragma once

#include <span>
#include <string>
#include <vector>

#include "plot/canvas.hpp"
#include "plot/ticks.hpp"

namespace slipstream::plot {

enum class TickLabels : std::uint8_t { shown, hidden };

/// One direction of a picture.
struct Axis {
  Range range;
  std::vector<Tick> ticks = {};
  std::string title = {};  ///< with the unit, "speed, km/h"; may be empty
  TickLabels labels = TickLabels::shown;
};

/// Maps values to places in a box and draws what helps to read them. A value, for one thread at a time.
class Axes {
 public:
  /// Values grow to the right and upwards; an axis whose range is given high to low is turned round.
  Axes(const Box& area, Axis x, Axis y) : area_(area), x_(std::move(x)), y_(std::move(y)) {}

  [[nodiscard]] const Box& area() const { return area_; }
  [[nodiscard]] const Axis& x_axis() const { return x_; }
  [[nodiscard]] const Axis& y_axis() const { return y_; }
  [[nodiscard]] double x_at(double value) const;
  [[nodiscard]] double y_at(double value) const;
  [[nodiscard]] Place at(double x, double y) const { return {x_at(x), y_at(y)}; }
  /// Place by place; the spans have one length.
  [[nodiscard]] std::vector<Place> at(std::span<const double> x, std::span<const double> y) const;

  /// Horizontal grid lines with labels to their left; labels below for x. Titles: y's over its labels, x's
  /// below its labels at the right.
  void draw(Canvas& canvas) const;
  /// A vertical line at each x tick.
  void draw_x_grid(Canvas& canvas) const;

 private:
  Box area_;
  Axis x_, y_;
};

}  // namespace slipstream::plot

#pragma once

namespace slipstream::plot {

/// A place on the canvas in px, y downwards.
struct Place {
  double x = 0, y = 0;
  friend bool operator==(const Place&, const Place&) = default;
};

/// A rectangle on the canvas in px.
struct Box {
  double left = 0, top = 0, width = 0, height = 0;

  [[nodiscard]] double right() const { return left + width; }
  [[nodiscard]] double bottom() const { return top + height; }
  [[nodiscard]] Place center() const { return {left + width / 2, top + height / 2}; }
  /// Smaller by so much on each side.
  [[nodiscard]] Box inset(double by_left, double by_top, double by_right, double by_bottom) const {
    return {left + by_left, top + by_top, width - by_left - by_right, height - by_top - by_bottom};
  }
};

}  // namespace slipstream::plot

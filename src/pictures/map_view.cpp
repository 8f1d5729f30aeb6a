#include "pictures/map_view.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "plot/ticks.hpp"

namespace slipstream::pictures {
namespace {

constexpr double kRadians = std::numbers::pi / 180;

struct Extent {
  plot::Range x = plot::Range::empty(), y = plot::Range::empty();

  [[nodiscard]] double scale_in(const plot::Box& box) const {
    return std::min(box.width / std::max(1.0, x.length()), box.height / std::max(1.0, y.length()));
  }
};

Extent extent_turned(const LapTrace& lap, double degrees) {
  const double c = std::cos(degrees * kRadians), s = std::sin(degrees * kRadians);
  Extent extent;
  for (std::size_t i = 0; i < lap.size(); ++i) {
    extent.x.include(c * lap.x[i] - s * lap.y[i]);
    extent.y.include(s * lap.x[i] + c * lap.y[i]);
  }
  return extent;
}

double best_turn(const LapTrace& lap, const plot::Box& box) {
  double best = 0;
  for (int degrees = 0; degrees < 180; degrees += 3) {
    if (extent_turned(lap, degrees).scale_in(box) > 1.001 * extent_turned(lap, best).scale_in(box))
      best = degrees;
  }
  return best;
}

}  // namespace

MapView::MapView(const LapTrace& lap, const plot::Box& box, std::optional<double> turned_deg)
    : center_(box.center()) {
  const double turn = turned_deg ? *turned_deg : best_turn(lap, box);
  const Extent extent = extent_turned(lap, turn);
  cos_ = std::cos(turn * kRadians);
  sin_ = std::sin(turn * kRadians);
  scale_ = extent.scale_in(box);
  middle_x_ = (extent.x.low + extent.x.high) / 2;
  middle_y_ = (extent.y.low + extent.y.high) / 2;
}

plot::Place MapView::at(double x, double y) const {
  return {center_.x + scale_ * (cos_ * x - sin_ * y - middle_x_),
          center_.y - scale_ * (sin_ * x + cos_ * y - middle_y_)};
}

std::vector<plot::Place> MapView::line(const LapTrace& lap) const {
  std::vector<plot::Place> places;
  places.reserve(lap.size());
  for (std::size_t i = 0; i < lap.size(); ++i) places.push_back(at(lap.x[i], lap.y[i]));
  return places;
}

plot::Place MapView::direction(double degrees) const {
  const double x = std::cos(degrees * kRadians), y = std::sin(degrees * kRadians);
  return {cos_ * x - sin_ * y, -(sin_ * x + cos_ * y)};
}

}  // namespace slipstream::pictures

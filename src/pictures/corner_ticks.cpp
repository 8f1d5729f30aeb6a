#include "pictures/corner_ticks.hpp"

#include <limits>

#include "plot/text.hpp"

namespace slipstream::pictures {

void draw_corner_ticks(plot::Canvas& canvas, const plot::Axes& axes, const std::vector<CornerPlace>& corners,
                       double top_px, double bottom_px) {
  constexpr double kSize = 10.5;
  double free_from = -std::numeric_limits<double>::infinity();
  for (const CornerPlace& corner : corners) {
    const auto group = canvas.group("Turn " + corner.name);
    const double x = axes.x_at(corner.distance_m), half = plot::text_width(corner.name, kSize) / 2;
    canvas.line({x, top_px}, {x, bottom_px}, {plot::ink::kGrid, 1});
    if (x - half < free_from) continue;
    canvas.text({x, top_px - 5}, corner.name,
                {.size_px = kSize, .ink = plot::ink::kText3, .anchor = plot::Anchor::middle});
    free_from = x + half + 3;
  }
}

plot::Axis distance_axis(double length_m, plot::TickLabels labels) {
  const plot::Range range{0, length_m};
  std::vector<plot::Tick> ticks = plot::number_ticks({0, length_m / 1000}, 10);
  for (plot::Tick& tick : ticks) tick.at *= 1000;
  return {range, std::move(ticks), labels == plot::TickLabels::shown ? "distance, km" : "", labels};
}

}  // namespace slipstream::pictures

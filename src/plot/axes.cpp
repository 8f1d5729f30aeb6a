#include "plot/axes.hpp"

#include <cassert>

namespace slipstream::plot {
namespace {

constexpr double kLabelSize = 11.5;

double part_of(const Range& range, double value) { return (value - range.low) / (range.high - range.low); }

}  // namespace

double Axes::x_at(double value) const { return area_.left + part_of(x_.range, value) * area_.width; }

double Axes::y_at(double value) const { return area_.bottom() - part_of(y_.range, value) * area_.height; }

std::vector<Place> Axes::at(std::span<const double> x, std::span<const double> y) const {
  assert(x.size() == y.size());
  std::vector<Place> places;
  places.reserve(x.size());
  for (std::size_t i = 0; i < x.size(); ++i) places.push_back(at(x[i], y[i]));
  return places;
}

void Axes::draw(Canvas& canvas) const {
  for (const Tick& tick : y_.ticks) {
    const double y = y_at(tick.at);
    canvas.line({area_.left, y}, {area_.right(), y}, {ink::kGrid, 1});
    if (y_.labels == TickLabels::shown) {
      canvas.text({area_.left - 8, y + 4}, tick.label,
                  {.size_px = kLabelSize, .ink = ink::kText3, .anchor = Anchor::end});
    }
  }
  const double bottom = area_.bottom();
  if (!x_.ticks.empty()) canvas.line({area_.left, bottom}, {area_.right(), bottom}, {ink::kLine, 1});
  for (const Tick& tick : x_.ticks) {
    const double x = x_at(tick.at);
    canvas.line({x, bottom}, {x, bottom + 4}, {ink::kLine, 1});
    if (x_.labels == TickLabels::shown) {
      canvas.text({x, bottom + 18}, tick.label,
                  {.size_px = kLabelSize, .ink = ink::kText3, .anchor = Anchor::middle});
    }
  }
  if (!x_.title.empty()) {
    canvas.text({area_.right(), bottom + 34}, x_.title,
                {.size_px = kLabelSize, .ink = ink::kText2, .anchor = Anchor::end});
  }
  if (!y_.title.empty()) {
    canvas.text({area_.left, area_.top - 8}, y_.title, {.size_px = kLabelSize, .ink = ink::kText2});
  }
}

void Axes::draw_x_grid(Canvas& canvas) const {
  for (const Tick& tick : x_.ticks) {
    canvas.line(at(tick.at, y_.range.low), at(tick.at, y_.range.high), {ink::kGrid, 1});
  }
}

}  // namespace slipstream::plot

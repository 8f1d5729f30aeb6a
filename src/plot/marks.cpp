#include "plot/marks.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace slipstream::plot {
namespace {

/// Between two sorted values, as numpy's "linear".
double quantile(const std::vector<double>& sorted, double part) {
  const double at = part * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (at - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

}  // namespace

void draw_colored_line(Canvas& canvas, std::span<const Place> places, std::span<const double> values,
                       Range range, Ramp ramp, double width_px) {
  assert(places.size() == values.size());
  const auto ink_at = [&](std::size_t i) {
    return ramp.at(((values[i] + values[i + 1]) / 2 - range.low) / range.length());
  };
  const auto is_known = [&](std::size_t i) {
    return std::isfinite(values[i]) && std::isfinite(values[i + 1]);
  };
  for (std::size_t begin = 0; begin + 1 < places.size();) {
    if (!is_known(begin)) {
      ++begin;
      continue;
    }
    std::size_t end = begin + 1;
    while (end + 1 < places.size() && is_known(end) && ink_at(end) == ink_at(begin)) ++end;
    canvas.polyline(places.subspan(begin, end - begin + 1), {ink_at(begin), width_px});
    begin = end;
  }
}

void draw_ramp_key(Canvas& canvas, const Box& box, Ramp ramp, const std::string& low, const std::string& high,
                   const std::string& title) {
  const double step = box.width / Ramp::kSteps;
  for (int i = 0; i < Ramp::kSteps; ++i) {
    canvas.rectangle({box.left + i * step, box.top, step + 0.3, box.height},
                     ramp.at(static_cast<double>(i) / (Ramp::kSteps - 1)));
  }
  const TextStyle style{.size_px = 11.5, .ink = ink::kText2};
  canvas.text({box.left, box.bottom() + 15}, low, style);
  canvas.text({box.right(), box.bottom() + 15}, high,
              {.size_px = 11.5, .ink = ink::kText2, .anchor = Anchor::end});
  canvas.text({box.left, box.top - 6}, title, style);
}

BoxStatistics box_statistics(std::vector<double> values) {
  assert(!values.empty());
  std::ranges::sort(values);
  BoxStatistics box{.lower_quartile = quantile(values, 0.25),
                    .median = quantile(values, 0.5),
                    .upper_quartile = quantile(values, 0.75)};
  const double reach = 1.5 * (box.upper_quartile - box.lower_quartile);
  box.low = *std::ranges::lower_bound(values, box.lower_quartile - reach);
  box.high = *std::prev(std::ranges::upper_bound(values, box.upper_quartile + reach));
  return box;
}

void draw_box_plot(Canvas& canvas, const Axes& axes, double x_px, double width_px,
                   const BoxStatistics& statistics, Ink ink) {
  const Pen pen{ink, 1.4};
  const double top = axes.y_at(statistics.upper_quartile), bottom = axes.y_at(statistics.lower_quartile);
  const Box box{x_px - width_px / 2, std::min(top, bottom), width_px, std::abs(bottom - top)};
  canvas.line({x_px, axes.y_at(statistics.high)}, {x_px, top}, pen);
  canvas.line({x_px, bottom}, {x_px, axes.y_at(statistics.low)}, pen);
  canvas.rectangle(box, ink, 0.18, 2);
  canvas.outline(box, pen, 2);
  const double median = axes.y_at(statistics.median);
  canvas.line({box.left, median}, {box.right(), median}, {ink, 2.4});
}

void draw_matrix(Canvas& canvas, const Box& box, const std::vector<std::string>& names,
                 const std::function<double(std::size_t, std::size_t)>& value) {
  const auto count = static_cast<double>(names.size());
  const double width = box.width / count, height = box.height / count;
  for (std::size_t row = 0; row < names.size(); ++row) {
    const double top = box.top + static_cast<double>(row) * height;
    canvas.text({box.left - 10, top + height / 2 + 4}, names[row],
                {.size_px = 12, .ink = ink::kText, .anchor = Anchor::end});
    for (std::size_t column = 0; column < names.size(); ++column) {
      const Box cell{box.left + static_cast<double>(column) * width + 1, top + 1, width - 2, height - 2};
      const double r = value(row, column);
      if (!std::isfinite(r)) {
        canvas.outline(cell, {ink::kGrid, 1}, 2);
        continue;
      }
      const auto group = canvas.group(names[row] + " and " + names[column] + ": " + signed_text(r, 2));
      const Ink shade = diverging_ramp().at((r + 1) / 2);
      const auto on = [&](Rgb Ink::* paper) {
        const Rgb dark = rgb(0x0a0d10), light = rgb(0xffffff);
        return contrast(shade.*paper, dark) > contrast(shade.*paper, light) ? dark : light;
      };
      canvas.rectangle(cell, shade, 1, 2);
      canvas.text({cell.center().x, cell.center().y + 4.5}, signed_text(r, 2),
                  {.size_px = 12.5, .ink = {on(&Ink::light), on(&Ink::dark)}, .anchor = Anchor::middle});
    }
  }
  for (std::size_t column = 0; column < names.size(); ++column) {
    canvas.text({box.left + (static_cast<double>(column) + 0.5) * width, box.bottom() + 20}, names[column],
                {.size_px = 12, .ink = ink::kText, .anchor = Anchor::middle});
  }
}

}  // namespace slipstream::plot

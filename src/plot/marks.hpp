#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "plot/axes.hpp"
#include "plot/ramp.hpp"

namespace slipstream::plot {

/// A line whose colour follows a value; `values` has one entry a place, and the range gives the ramp's ends.
/// Where a place or its value is NaN the line is broken.
void draw_colored_line(Canvas& canvas, std::span<const Place> places, std::span<const double> values,
                       Range range, Ramp ramp, double width_px);

/// The ramp as a bar with labels at its ends and in the middle.
void draw_ramp_key(Canvas& canvas, const Box& box, Ramp ramp, const std::string& low, const std::string& high,
                   const std::string& title);

/// The five numbers of a box plot: quartiles, and the last values within 1.5 times the box's length of it.
struct BoxStatistics {
  double low = 0, lower_quartile = 0, median = 0, upper_quartile = 0, high = 0;
};
/// Quartiles by linear interpolation between values, as numpy and pandas. `values` has at least one.
[[nodiscard]] BoxStatistics box_statistics(std::vector<double> values);

/// A box standing up at the x place given, `width_px` wide.
void draw_box_plot(Canvas& canvas, const Axes& axes, double x_px, double width_px,
                   const BoxStatistics& statistics, Ink ink);

/// A square grid of values from -1 to 1, coloured and printed; rows and columns have the same names. NaN is
/// an empty cell. `value(row, column)`.
void draw_matrix(Canvas& canvas, const Box& box, const std::vector<std::string>& names,
                 const std::function<double(std::size_t, std::size_t)>& value);

}  // namespace slipstream::plot

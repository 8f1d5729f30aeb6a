#pragma once

#include <vector>

#include "pictures/corner_marks.hpp"
#include "plot/axes.hpp"

namespace slipstream::pictures {

/// A thin line at each corner through charts over distance, from `top_px` to `bottom_px`, with the corner's
/// name above where there is room.
void draw_corner_ticks(plot::Canvas& canvas, const plot::Axes& axes, const std::vector<CornerPlace>& corners,
                       double top_px, double bottom_px);

/// The x axis of a chart over a lap: every kilometre or half of one.
[[nodiscard]] plot::Axis distance_axis(double length_m, plot::TickLabels labels);

}  // namespace slipstream::pictures

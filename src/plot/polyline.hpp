#pragma once

#include <span>
#include <string>
#include <vector>

#include "plot/geometry.hpp"

namespace slipstream::plot {

/// Places as SVG `points`, rounded to 0.1 px: one text for each unbroken run of finite places. Repeated
/// places, and those on the straight between their neighbours, are left out; a run of one place is left out
/// too.
[[nodiscard]] std::vector<std::string> polyline_points(std::span<const Place> places);

}  // namespace slipstream::plot

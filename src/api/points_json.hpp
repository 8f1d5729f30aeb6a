#pragma once

#include <span>
#include <string>

#include "store/series.hpp"

namespace slipstream::api {

/// Appends "[[285.5,1795710600123],[null,1795710601000]]": values rounded to `decimals` (0 to 6). About 15 ns
/// a point: an answer may have millions.
void append_points(std::span<const store::Point> points, int decimals, std::string& out);

}  // namespace slipstream::api

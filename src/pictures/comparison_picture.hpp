#pragma once

#include <string>

#include "domain/session.hpp"
#include "pictures/comparison.hpp"
#include "plot/ink.hpp"

namespace slipstream::pictures {

/// The delta, and under it speed, throttle, brake and gear of both laps over distance; a whole SVG document.
[[nodiscard]] std::string draw_comparison(const Comparison& comparison, const domain::SessionInfo& info,
                                          const std::string& corners_source, plot::Theme theme);

/// How the numbers came about, in a sentence or two.
[[nodiscard]] std::string method_of(const Comparison& comparison);

}  // namespace slipstream::pictures

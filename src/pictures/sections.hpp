#pragma once

#include <vector>

#include "pictures/comparison.hpp"

namespace slipstream::pictures {

/// The comparison's lap in stretches of one corner each, from half-way after the corner before to half-way
/// before the next; in twentieths where no corner is known. Uses its distance, delta, speeds and corners.
[[nodiscard]] std::vector<Section> sections_of(const Comparison& comparison);

}  // namespace slipstream::pictures

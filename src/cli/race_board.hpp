#pragma once

#include <map>
#include <string>

#include "lab/lab_store.hpp"

namespace slipstream::cli {

enum class Colours { none, terminal };

/// A race of the lab as a few lines of text: how far it is, then the order with speeds, places gained since
/// `grid` (places at the start, by driver) and averages; ends in a line break.
[[nodiscard]] std::string race_board(const lab::RaceView& view, const std::map<std::string, int>& grid,
                                     WallTime now, Colours colours);

}  // namespace slipstream::cli

#pragma once

#include <string>
#include <vector>

#include "pictures/session_laps.hpp"
#include "plot/axes.hpp"

namespace slipstream::pictures {

/// Laps during which the race was not free.
struct Neutralised {
  int first_lap = 0, last_lap = 0;
  std::string word;  ///< "safety car", "virtual safety car", "red flag"
};

/// By the laps of whoever finished first, `winner`.
[[nodiscard]] std::vector<Neutralised> neutralised_laps(const SessionLaps& laps, std::size_t winner);

/// Bands behind a chart whose x axis is laps (a lap reaches from its number less 1 to its number), with their
/// words above it.
void draw_bands(plot::Canvas& canvas, const plot::Axes& axes, const std::vector<Neutralised>& bands);

}  // namespace slipstream::pictures

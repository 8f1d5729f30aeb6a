#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/driver.hpp"
#include "domain/tyre.hpp"
#include "plot/canvas.hpp"

namespace slipstream::pictures {

/// As many drivers can be told apart in one chart of overlapping lines.
inline constexpr std::size_t kMostSlots = 4;
/// The pen of the n-th driver compared, from 0: colours that don't depend on teams, each with its own dashes.
[[nodiscard]] plot::Pen slot_pen(std::size_t slot);

/// By driver: the team's colour, made readable; the second car of a team is dashed. Neutral where the colour
/// is not known.
[[nodiscard]] std::vector<plot::Pen> team_pens(std::span<const domain::Driver> drivers);

/// How a tyre is shown: always with its letter.
struct TyreStyle {
  std::string_view letter, name;
  plot::Ink ink;
};
[[nodiscard]] TyreStyle tyre_style(domain::Compound compound);

}  // namespace slipstream::pictures

#include "plot/ramp.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace slipstream::plot {
namespace {

// On dark paper light is much, on light paper dark is much: high values stand out on both.
constexpr std::array kSequential{
    Ink{rgb(0xe9a13b), rgb(0x4b4fc4)}, Ink{rgb(0xe0703c), rgb(0x8a4fd0)}, Ink{rgb(0xcb4460), rgb(0xc653b4)},
    Ink{rgb(0x9a2f86), rgb(0xe8667f)}, Ink{rgb(0x5d2a93), rgb(0xf59a55)}, Ink{rgb(0x241d6b), rgb(0xfbe36b)},
};

constexpr std::array kDiverging{
    Ink{rgb(0x0a5c94), rgb(0x5cc0f5)}, Ink{rgb(0x6fa9d0), rgb(0x2f6687)}, Ink{rgb(0xeff2f5), rgb(0x1a2028)},
    Ink{rgb(0xdb9a58), rgb(0x8a6233)}, Ink{rgb(0x9a4b00), rgb(0xffae4d)},
};

}  // namespace

Ink Ramp::at(double part) const {
  const double stepped = std::round(std::clamp(part, 0.0, 1.0) * (kSteps - 1)) / (kSteps - 1);
  const double along = stepped * static_cast<double>(stops_.size() - 1);
  const auto stop = std::min(static_cast<std::size_t>(along), stops_.size() - 2);
  const double rest = along - static_cast<double>(stop);
  return {mix(stops_[stop].light, stops_[stop + 1].light, rest),
          mix(stops_[stop].dark, stops_[stop + 1].dark, rest)};
}

Ramp sequential_ramp() { return Ramp{kSequential}; }
Ramp diverging_ramp() { return Ramp{kDiverging}; }

}  // namespace slipstream::plot

#pragma once

#include <span>

#include "plot/ink.hpp"

namespace slipstream::plot {

/// Colours for a value between two ends, in steps small enough not to be seen and few enough to be classes of
/// a style sheet.
class Ramp {
 public:
  static constexpr int kSteps = 32;

  /// Evenly spaced stops, at least two.
  constexpr explicit Ramp(std::span<const Ink> stops) : stops_(stops) {}
  /// `part` from 0 to 1; beyond is the end's colour.
  [[nodiscard]] Ink at(double part) const;

 private:
  std::span<const Ink> stops_;
};

/// From low to high, told apart by lightness as well as by hue.
[[nodiscard]] Ramp sequential_ramp();
/// From -1 by a middle that is nearly paper to 1.
[[nodiscard]] Ramp diverging_ramp();

}  // namespace slipstream::plot

#pragma once

#include <optional>

#include "simulate/circuit/closed_curve.hpp"

namespace slipstream::simulate {

/// Where a curve meets itself, metres along it.
struct Crossing {
  double first_m = 0, second_m = 0;
};

/// The first place where `curve` crosses itself with less than `bridge_m` of height between; nullopt if there
/// is none.
[[nodiscard]] std::optional<Crossing> find_crossing(const ClosedCurve& curve, double bridge_m);

}  // namespace slipstream::simulate

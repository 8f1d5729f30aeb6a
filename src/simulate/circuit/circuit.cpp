#include "simulate/circuit/circuit.hpp"

#include <cmath>
#include <numbers>

namespace slipstream::simulate {
namespace {

std::int32_t decimetres(double metres) { return static_cast<std::int32_t>(std::lround(metres * 10)); }

}  // namespace

domain::Point Circuit::at(double distance_m, double lateral_m) const {
  const double index = distance_m / step_m;
  const double whole = std::floor(index);
  const double part = index - whole;
  const auto here = static_cast<std::size_t>(whole) % points();
  const std::size_t next = here + 1 == points() ? 0 : here + 1;
  const auto between = [&](const std::vector<float>& values) {
    return values[here] + part * (values[next] - values[here]);
  };
  const double across = heading[here] + std::numbers::pi / 2;
  return {.x = decimetres(between(x_m) + lateral_m * std::cos(across)),
          .y = decimetres(between(y_m) + lateral_m * std::sin(across)),
          .z = decimetres(between(z_m))};
}

}  // namespace slipstream::simulate

#include "simulate/circuit/circuit.hpp"

#include <cmath>
#include <numbers>
#include <numeric>

namespace slipstream::simulate {
namespace {

/// At sea level on a warm afternoon, and the height in which it falls by the e-th part.
constexpr double kSeaLevelDensity = 1.19, kScaleHeightM = 10'400;

std::int32_t decimetres(double metres) { return static_cast<std::int32_t>(std::lround(metres * 10)); }

}  // namespace

double Circuit::air_density() const {
  if (z_m.empty()) return kSeaLevelDensity;
  const double height = std::accumulate(z_m.begin(), z_m.end(), 0.0) / static_cast<double>(z_m.size());
  return kSeaLevelDensity * std::exp(-height / kScaleHeightM);
}

double Circuit::wrapped(double distance_m) const {
  const double length = length_m();
  if (distance_m >= 0 && distance_m < length) return distance_m;
  const double rest = std::fmod(distance_m, length);
  if (rest >= 0) return rest;
  return rest + length < length ? rest + length : 0;  // a tiny negative rest rounds up to the length
}

domain::Point Circuit::at(double distance_m, double lateral_m) const {
  const double index = wrapped(distance_m) / step_m;
  const double whole = std::floor(index);
  const double part = index - whole;
  const auto here = static_cast<std::size_t>(whole) % points();
  const std::size_t next = here + 1 == points() ? 0 : here + 1;
  const auto between = [&](const std::vector<float>& values) {
    return values[here] + part * (values[next] - values[here]);
  };
  const double across = heading[here] + part * step_m * curvature[here] + std::numbers::pi / 2;
  return {.x = decimetres(between(x_m) + lateral_m * std::cos(across)),
          .y = decimetres(between(y_m) + lateral_m * std::sin(across)),
          .z = decimetres(between(z_m))};
}

}  // namespace slipstream::simulate

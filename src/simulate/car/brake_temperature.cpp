#include "simulate/car/brake_temperature.hpp"

#include <algorithm>
#include <cmath>

namespace slipstream::simulate {
namespace {

constexpr double kFrontShare = 0.58;
/// Of an axle's braking from the inner to the outer wheel, at kHardCornering m/s² sideways or more.
constexpr double kCorneringShift = 0.15, kHardCornering = 40;
/// What the generator on the rear axle takes, so that the discs do not: W.
constexpr double kRecoveredW = 120e3;
/// Of a front disc; a rear disc has kRearSize of each. J/K: nearly a kilogram of hot carbon.
constexpr double kCapacity = 1'100;
/// W/K at standstill and for every m/s of air through the ducts.
constexpr double kStillCooling = 14, kCoolingPerMs = 0.78;
/// W/K⁴: glowing discs radiate; a quarter of a square metre of carbon.
constexpr double kRadiation = 1.1e-8;
constexpr double kRearSize = 0.62;
constexpr double kKelvin = 273.15;

double fourth_power(double value) { return value * value * value * value; }

}  // namespace

void BrakeTemperature::advance(double braking_w, double speed_ms, double lateral_ms2, double seconds) {
  const double shift = kCorneringShift * std::clamp(lateral_ms2 / kHardCornering, -1.0, 1.0);
  const double front_w = kFrontShare * braking_w;
  const double rear_w = std::max(0.0, (1 - kFrontShare) * braking_w - kRecoveredW);
  const double convection = kStillCooling + kCoolingPerMs * speed_ms;
  const double ambient_4 = fourth_power(ambient_c_ + kKelvin);
  for (std::size_t wheel = 0; wheel < temperature_c_.size(); ++wheel) {
    const bool front = wheel < 2, right = wheel % 2 == 1;
    double& celsius = temperature_c_[wheel];
    const double heating = (front ? front_w : rear_w) * 0.5 * (right ? 1 + shift : 1 - shift);
    const double excess = celsius - ambient_c_;
    const double radiated = kRadiation * (fourth_power(celsius + kKelvin) - ambient_4);
    const double size = front ? 1 : kRearSize;
    const double change = (heating / size - convection * excess - radiated) * seconds / kCapacity;
    celsius = std::max(ambient_c_, celsius + change);
  }
}

}  // namespace slipstream::simulate

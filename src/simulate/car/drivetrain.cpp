#include "simulate/car/drivetrain.hpp"

#include <algorithm>

#include "simulate/car/forces.hpp"

namespace slipstream::simulate {
namespace {

constexpr double kStandingMs = 0.5;
constexpr double kShiftSeconds = 0.04;
constexpr int kLastGear = 8;

// m/s² that the car is slowed beyond air and rolling: the engine alone holds it back a little, more is
// braking.
constexpr double kBrakesOn = 2.0, kBrakesOff = 0.8;
/// From this share of the power the pedal is on the floor: nobody holds it a little above.
constexpr double kFloored = 0.92;

// Braking, a gear is taken as soon as its revolutions are below kDownToRpm, rolling, when they have fallen to
// kRollingRpm; the third is kept for most slow corners, and the first is for the start.
constexpr double kDownToRpm = 10'700, kRollingRpm = 8'200, kSlowGearRpm = 6'000, kFirstGearRpm = 4'600;

bool wants_lower(const CarModel& car, int gear, double speed_ms, bool braking) {
  if (gear <= 1) return false;
  const double rpm = rpm_at(car, gear, speed_ms);
  if (gear == 2) return rpm < kFirstGearRpm;
  if (gear == 3) return rpm < kSlowGearRpm;
  return braking ? rpm_at(car, gear - 1, speed_ms) < kDownToRpm : rpm < kRollingRpm;
}

bool wants_higher(const CarModel& car, int gear, double speed_ms, bool braking) {
  if (gear >= kLastGear) return false;
  const double rpm = rpm_at(car, gear, speed_ms);
  return rpm > (braking ? car.limit_rpm : car.shift_rpm);
}

/// The gear after at most `shifts` changes.
int next_gear(const CarModel& car, int gear, double speed_ms, bool braking, int shifts) {
  for (; shifts > 0; --shifts) {
    if (wants_higher(car, gear, speed_ms, braking)) {
      ++gear;
    } else if (wants_lower(car, gear, speed_ms, braking)) {
      --gear;
    } else {
      break;
    }
  }
  return gear;
}

}  // namespace

const Controls& Drivetrain::advance(const CarModel& car, const LapConditions& conditions, double speed_ms,
                                    double acceleration_ms2, double seconds, bool drs_open) {
  since_shift_s_ += seconds;
  if (speed_ms < kStandingMs && acceleration_ms2 <= 0) {
    controls_ = {.gear = 0, .rpm = car.idle_rpm, .throttle_pct = 0, .braking = false, .brakes_ms2 = 0};
    return controls_;
  }
  const Forces forces = forces_at(car, conditions, speed_ms);
  const double push = acceleration_ms2 + (drs_open ? forces.resistance_drs : forces.resistance);
  controls_.braking = push < (controls_.braking ? -kBrakesOff : -kBrakesOn);
  controls_.brakes_ms2 = controls_.braking ? -push : 0;
  const double share = push / forces.engine;
  controls_.throttle_pct = share >= kFloored ? 100 : std::max(0.0, 100 * share);

  const int shifts =
      since_shift_s_ < kShiftSeconds ? 0 : std::max(1, static_cast<int>(seconds / kShiftSeconds));
  const int gear = next_gear(car, std::max(controls_.gear, 1), speed_ms, controls_.braking, shifts);
  if (gear != controls_.gear) since_shift_s_ = 0;
  controls_.gear = gear;
  controls_.rpm = std::clamp(rpm_at(car, gear, speed_ms), car.idle_rpm, car.limit_rpm);
  return controls_;
}

}  // namespace slipstream::simulate

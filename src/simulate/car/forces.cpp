#include "simulate/car/forces.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace slipstream::simulate {
namespace {

constexpr double kRollingResistance = 0.015;  // of the load
/// Below this the clutch slips: an engine has no infinite force at a standstill.
constexpr double kClutchSpeedMs = 8;

/// Downforce by mass for every m²/s² of squared speed.
double downforce_per_speed2(const CarModel& car, const LapConditions& conditions) {
  return 0.5 * conditions.air_density * car.lift_area_m2 / (car.mass_kg + conditions.fuel_kg);
}

}  // namespace

Forces forces_at(const CarModel& car, const LapConditions& conditions, double speed_ms) {
  const double mass_kg = car.mass_kg + conditions.fuel_kg;
  const double speed2 = speed_ms * speed_ms;
  const double load = kGravity + downforce_per_speed2(car, conditions) * speed2;
  const double load_doublings = std::log2(load * mass_kg / (kGravity * car.mass_kg));
  const double grip = conditions.grip * (1 - car.load_sensitivity * load_doublings) * load;
  const double drag = 0.5 * conditions.air_density * car.drag_area_m2 * speed2 / mass_kg;
  const double rolling = kRollingResistance * load;
  return {.lateral = car.lateral_grip * grip,
          .braking = car.braking_grip * grip,
          .traction = car.traction_grip * grip,
          .engine = conditions.power * car.power_w / (mass_kg * std::max(speed_ms, kClutchSpeedMs)),
          .resistance = drag + rolling,
          .resistance_drs = drag * car.drs_drag_factor + rolling};
}

ForceTable::ForceTable(const CarModel& car, const LapConditions& conditions) {
  const double top_speed = car.limit_rpm / rpm_at(car, 8, 1);
  top_speed2_ = static_cast<float>(top_speed * top_speed);
  cells_per_speed2_ = static_cast<float>(kCells) / top_speed2_;
  load_per_speed2_ = static_cast<float>(downforce_per_speed2(car, conditions));
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    const double speed2 = (static_cast<double>(i) + 0.5) / static_cast<double>(cells_per_speed2_);
    const Forces forces = forces_at(car, conditions, std::sqrt(speed2));
    const double load = kGravity + static_cast<double>(load_per_speed2_) * speed2;
    cells_[i] = {.grip_lateral = static_cast<float>(forces.lateral / load),
                 .lateral_inverse_2 = static_cast<float>(1 / (forces.lateral * forces.lateral)),
                 .braking = static_cast<float>(forces.braking),
                 .traction = static_cast<float>(forces.traction),
                 .engine = static_cast<float>(forces.engine),
                 .resistance = static_cast<float>(forces.resistance),
                 .resistance_drs = static_cast<float>(forces.resistance_drs)};
  }
}

double rpm_at(const CarModel& car, int gear, double speed_ms) {
  const double wheel_rpm = speed_ms / (2 * std::numbers::pi * car.wheel_radius_m) * 60;
  return wheel_rpm * car.gear_ratios[static_cast<std::size_t>(gear - 1)];
}

}  // namespace slipstream::simulate

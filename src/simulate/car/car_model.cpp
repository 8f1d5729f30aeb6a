#include "simulate/car/car_model.hpp"

#include <algorithm>

#include "simulate/car/forces.hpp"

namespace slipstream::simulate {

const CarModel& reference_car() {
  // Revolutions by speed of each gear as the cars of 2025 have them; the first is used at the start only.
  static constexpr CarModel kReference{.gear_ratios = {15.0, 11.6, 9.33, 7.75, 6.57, 5.71, 4.98, 4.40}};
  return kReference;
}

double acceleration(const CarModel& car, const LapConditions& conditions, double speed_ms, bool drs_open) {
  const Forces forces = forces_at(car, conditions, speed_ms);
  return std::min(forces.engine, forces.traction) - (drs_open ? forces.resistance_drs : forces.resistance);
}

double deceleration(const CarModel& car, const LapConditions& conditions, double speed_ms) {
  const Forces forces = forces_at(car, conditions, speed_ms);
  return forces.braking + forces.resistance;
}

}  // namespace slipstream::simulate

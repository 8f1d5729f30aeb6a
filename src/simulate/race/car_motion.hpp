#pragma once

#include "simulate/circuit/circuit.hpp"
#include "simulate/race/car_state.hpp"
#include "simulate/race/race_control.hpp"
#include "simulate/race/traffic.hpp"

namespace slipstream::simulate {

/// Steps are so long: short enough that a braking car loses at most 5 m/s in one.
inline constexpr double kStepSeconds = 0.1;

/// What limits a car in this step besides its own lap.
struct Surroundings {
  const Circuit& circuit;
  const CarModel& model;
  const RaceControl& control;
  Room room;
  bool is_leader = false;
  bool under_yellow = false;  ///< in the sector of a yellow flag
};

/// Moves a car on by one step: to the speed that its lap, flags, traffic, the pit lane and where it wants to
/// stop allow, as far as engine and brakes can. Changes motion, controls, brakes and fuel; not phases.
void move(CarState& car, const Surroundings& around);

/// Metres from the car to where it has to stand: the grid, its box, beside the track. Infinite: nowhere.
[[nodiscard]] double metres_to_stop(const CarState& car, double lap_length_m);

}  // namespace slipstream::simulate

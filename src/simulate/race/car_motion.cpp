#include "simulate/race/car_motion.hpp"

#include <algorithm>
#include <cmath>

namespace slipstream::simulate {
namespace {

/// Braking for a line, a box or the pit lane: this part of what the tyres hold without any downforce, so that
/// worn ones too stop a car in its box.
constexpr double kPlannedPart = 0.8;
constexpr double kFormationFactor = 0.62, kCoolingFactor = 0.6, kFailingFactor = 0.45, kYellowFactor = 0.85;
/// Cars aim to stop so much before where they have to: steps are not short enough to hit it.
constexpr double kStopShort = 0.5;
constexpr double kMostOpenness = 1.3;
constexpr double kKmh = 1 / 3.6;
/// Burnt per lap of a 305 km race with 105 kg.
constexpr double kFuelPerMetre = 105.0 / 305e3;
constexpr double kPitLaneShift = 8;  ///< m/s sideways
constexpr double kTrackSideShift = 3;

/// Metres to a point of the lap ahead of the car.
double ahead_of(const CarState& car, double at_m, double lap_length_m) {
  const double gap = at_m - car.lap_m;
  return gap >= 0 ? gap : gap + lap_length_m;
}

double flag_factor(const CarState& car, const Surroundings& around) {
  if (car.phase == CarPhase::forming || car.phase == CarPhase::reforming) return kFormationFactor;
  if (car.phase == CarPhase::cooling) return kCoolingFactor;
  if (car.failing) return kFailingFactor;
  if (around.under_yellow) return kYellowFactor;
  return around.is_leader ? around.control.leader_factor() : around.control.follower_factor();
}

/// m/s².
double planned_braking(const CarState& car, const CarModel& model) {
  return kPlannedPart * model.braking_grip * car.conditions.grip * kGravity;
}

/// The speed from which the car is down to `end_ms` within `distance_m`.
double speed_before(double distance_m, double end_ms, double braking_ms2) {
  return std::sqrt(end_ms * end_ms + 2 * braking_ms2 * std::max(distance_m, 0.0));
}

double pit_limit(const CarState& car, const Circuit& circuit, double braking_ms2) {
  const double limit = circuit.pit_lane.limit_kmh * kKmh;
  if (car.phase == CarPhase::pit_lane) return limit;
  if (car.pit_reason == PitReason::none) return std::numeric_limits<double>::infinity();
  const double to_entry = ahead_of(car, circuit.pit_lane.entry_m, circuit.length_m());
  return speed_before(to_entry, limit, braking_ms2);
}

double lateral_target(const CarState& car, const Circuit& circuit) {
  if (car.phase == CarPhase::pit_lane) return circuit.pit_lane.lateral_m;
  if (car.failing && car.failure.stops_on_track) return circuit.pit_lane.lateral_m > 0 ? -9 : 9;
  return 0;
}

void shift_sideways(CarState& car, const Circuit& circuit) {
  const double target = lateral_target(car, circuit);
  const double rate =
      car.phase == CarPhase::pit_lane || std::abs(car.lateral_m) > 9 ? kPitLaneShift : kTrackSideShift;
  const double step = std::min(rate, car.speed_ms) * kStepSeconds;
  car.lateral_m += std::clamp(target - car.lateral_m, -step, step);
}

}  // namespace

double metres_to_stop(const CarState& car, double lap_length_m) {
  if (car.phase == CarPhase::forming || car.phase == CarPhase::reforming) return car.grid_m - car.distance_m;
  if (car.phase == CarPhase::pit_lane && car.queue_m) return ahead_of(car, *car.queue_m, lap_length_m);
  if (car.phase == CarPhase::pit_lane && !car.served) return ahead_of(car, car.box_m, lap_length_m);
  if (car.failing && car.failure.stops_on_track) return car.failure.at_m + 350 - car.distance_m;
  return std::numeric_limits<double>::infinity();
}

void move(CarState& car, const Surroundings& around) {
  const Circuit& circuit = around.circuit;
  car.previous_distance_m = car.distance_m;
  car.previous_speed_ms = car.speed_ms;
  const double openness = std::min((car.drs_open ? 1.0 : 0.0) + around.room.tow, kMostOpenness);
  const double here = car.profile.at(circuit, car.lap_m, openness);
  const double reach = car.lap_m + car.speed_ms * kStepSeconds;
  const double next =
      car.profile.at(circuit, reach < circuit.length_m() ? reach : reach - circuit.length_m(), openness);
  double limit = next * around.room.grip_factor * flag_factor(car, around);
  const double braking = planned_braking(car, around.model);
  const double to_stop = metres_to_stop(car, circuit.length_m()) - car.speed_ms * kStepSeconds - kStopShort;
  limit = std::min(
      {limit, around.room.limit_ms, pit_limit(car, circuit, braking), speed_before(to_stop, 0, braking)});
  if (car.service_s || car.launch_in_s > 0 || car.spin_s || car.crashed) limit = 0;
  const bool on_profile = car.speed_ms >= 0.99 * here;
  const double gain =
      on_profile ? std::numeric_limits<double>::infinity()
                 : acceleration(around.model, car.conditions, car.speed_ms, car.drs_open) * kStepSeconds;
  const double loss = deceleration(around.model, car.conditions, car.speed_ms) * kStepSeconds;
  car.speed_ms = std::max(0.0, std::clamp(limit, car.speed_ms - loss, car.speed_ms + std::max(gain, 0.0)));

  const double metres = (car.previous_speed_ms + car.speed_ms) / 2 * kStepSeconds;
  car.distance_m += metres;
  car.lap_m += metres;
  if (car.lap_m >= circuit.length_m()) car.lap_m -= circuit.length_m();
  car.fuel_kg =
      std::max(0.0, car.fuel_kg - metres * kFuelPerMetre * (flag_factor(car, around) < 1 ? 0.6 : 1.0));
  shift_sideways(car, circuit);

  const double change = (car.speed_ms - car.previous_speed_ms) / kStepSeconds;
  const Controls& controls =
      car.drivetrain.advance(around.model, car.conditions, car.speed_ms, change, kStepSeconds, car.drs_open);
  const double mass = around.model.mass_kg + car.fuel_kg;
  const double braking_w = controls.brakes_ms2 * mass * car.speed_ms;
  const auto point = static_cast<std::size_t>(car.lap_m / circuit.step_m) % circuit.points();
  // Behind another car there is less air to cool them.
  const double air_ms = around.room.grip_factor < 1 ? 0.8 * car.speed_ms : car.speed_ms;
  car.brakes.advance(braking_w, air_ms, circuit.curvature[point] * car.speed_ms * car.speed_ms, kStepSeconds);
}

}  // namespace slipstream::simulate

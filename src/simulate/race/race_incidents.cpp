// What goes wrong: failures, spins and crashes.
#include <algorithm>
#include <cmath>

#include "simulate/race/race.hpp"

namespace slipstream::simulate {
namespace {

constexpr double kRetiredAfterSeconds = 20;
/// Until a car that has spun is on its way again.
constexpr double kShortestSpin = 3, kLongestSpin = 8;

int nearest_turn(const Circuit& circuit, double lap_m) {
  const auto nearest = std::ranges::min_element(
      circuit.corners, {}, [&](const Corner& corner) { return std::abs(corner.apex_m - lap_m); });
  return nearest == circuit.corners.end() ? 1 : nearest->number;
}

}  // namespace

int Race::marshal_sector(double lap_m) const {
  return 1 + static_cast<int>(lap_m / circuit_->length_m() * static_cast<double>(lines_.size()));
}

/// Mistakes are made at racing speed.
void Race::make_mistake(std::size_t index) {
  CarState& car = cars_[index];
  if (car.next_mishap == car.mishaps.size() || car.distance_m < car.mishaps[car.next_mishap].at_m) return;
  const Mishap& mishap = car.mishaps[car.next_mishap++];
  if (car.phase != CarPhase::racing || car.finished || car.in_trouble() || !control_->at_racing_speed())
    return;
  car.drs_open = false;
  if (mishap.crashes) {
    car.crashed = car.failing = true;
    car.pit_reason = PitReason::none;
    car.failure = {.at_m = car.distance_m, .stops_on_track = true};
    return;
  }
  car.spin_s = car.random.uniform(kShortestSpin, kLongestSpin);
  control_->on_spin(car.entrant, nearest_turn(*circuit_, car.lap_m), marshal_sector(car.lap_m));
}

void Race::recover_from_spin(CarState& car) {
  if (!car.spin_s || car.speed_ms > 0) return;
  *car.spin_s -= kStepSeconds;
  if (*car.spin_s <= 0) car.spin_s.reset();
}

void Race::fail_or_stop(std::size_t index) {
  CarState& car = cars_[index];
  if (car.phase == CarPhase::parked) {
    if (!car.failing || car.retired || car.finished) return;
    car.stopped_s += kStepSeconds;
    if (car.stopped_s < kRetiredAfterSeconds) return;
    car.retired = true;
    tell(now_, CarRetired{index});
    return;
  }
  if (!car.failing && car.distance_m >= car.failure.at_m && car.phase == CarPhase::racing && !car.finished) {
    car.failing = true;
    car.drs_open = false;
    car.pit_reason = car.failure.stops_on_track ? PitReason::none : PitReason::retire;
  }
  if (!car.failing || !car.failure.stops_on_track || car.phase != CarPhase::racing || car.speed_ms > 0)
    return;
  car.phase = CarPhase::parked;
  ++parked_;
  tell(now_, CarStopped{index});
  control_->on_stopped(car.entrant, nearest_turn(*circuit_, car.lap_m), marshal_sector(car.lap_m),
                       car.crashed);
}

}  // namespace slipstream::simulate

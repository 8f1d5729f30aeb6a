// What happens beside the track: the pit lane, boxes, cars that give up.
#include <algorithm>
#include <cmath>

#include "simulate/race/race.hpp"

namespace slipstream::simulate {
namespace {

constexpr double kNearEnoughToBox = 1.5;
constexpr double kRetiredAfterSeconds = 20;

/// Two to three seconds, now and then more when something goes wrong.
double service_seconds(Random& random) {
  const double seconds = std::max(1.9, random.normal(2.5, 0.3));
  return random.chance(0.06) ? seconds + random.uniform(1, 6) : seconds;
}

int nearest_turn(const Circuit& circuit, double lap_m) {
  const auto nearest = std::ranges::min_element(
      circuit.corners, {}, [&](const Corner& corner) { return std::abs(corner.apex_m - lap_m); });
  return nearest == circuit.corners.end() ? 1 : nearest->number;
}

}  // namespace

void Race::use_pit_lane(std::size_t index, double from_m) {
  CarState& car = cars_[index];
  if (car.phase == CarPhase::pit_lane) {
    serve_at_box(index);
    if (car.phase != CarPhase::pit_lane || !passed(from_m, car, circuit_->pit_lane.exit_m)) return;
    car.phase = car.finished ? CarPhase::cooling : CarPhase::racing;
    tell(now_, PitExit{index});
    return;
  }
  if (car.pit_reason == PitReason::none || !passed(from_m, car, circuit_->pit_lane.entry_m)) return;
  car.phase = CarPhase::pit_lane;
  car.served = false;
  car.drs_open = false;
  tell(now_, PitEntry{index});
}

void Race::serve_at_box(std::size_t index) {
  CarState& car = cars_[index];
  if (car.service_s) {
    *car.service_s -= kStepSeconds;
    if (*car.service_s > 0) return;
    car.service_s.reset();
    car.served = true;
    car.pit_reason = PitReason::none;
    car.tyres = {.compound = car.strategy.stops[car.next_stop++].compound};
    begin_lap(car);
    tell(now_, TyresFitted{index, car.tyres});
    return;
  }
  if (car.served || car.speed_ms > 0 || metres_to_stop(car, circuit_->length_m()) > kNearEnoughToBox) return;
  if (car.pit_reason == PitReason::tyres) {
    car.service_s = service_seconds(car.random);
    return;
  }
  car.phase = CarPhase::parked;
  ++parked_;
  if (car.pit_reason == PitReason::retire && !car.finished) {
    car.retired = true;
    tell(now_, CarRetired{index});
  }
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
    if (!car.failure.stops_on_track) car.pit_reason = PitReason::retire;
  }
  if (!car.failing || !car.failure.stops_on_track || car.phase != CarPhase::racing || car.speed_ms > 0)
    return;
  car.phase = CarPhase::parked;
  ++parked_;
  tell(now_, CarStopped{index});
  const int sector =
      1 + static_cast<int>(car.lap_m / circuit_->length_m() * static_cast<double>(lines_.size()));
  control_->on_stopped(car.entrant, nearest_turn(*circuit_, car.lap_m), sector);
}

}  // namespace slipstream::simulate

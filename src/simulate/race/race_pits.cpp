// What happens in the pit lane: boxes, and the queue while the session is stopped.
#include <algorithm>
#include <cmath>

#include "simulate/race/race.hpp"

namespace slipstream::simulate {
namespace {

constexpr double kNearEnoughToBox = 1.5;

/// Two to three seconds, now and then more when something goes wrong.
double service_seconds(Random& random) {
  const double seconds = std::max(1.9, random.normal(2.5, 0.3));
  return random.chance(0.06) ? seconds + random.uniform(1, 6) : seconds;
}

}  // namespace

void Race::use_pit_lane(std::size_t index, double from_m) {
  CarState& car = cars_[index];
  if (car.phase == CarPhase::pit_lane) {
    serve_at_box(index);
    if (car.phase == CarPhase::pit_lane && passed(from_m, car, circuit_->pit_lane.exit_m)) leave_pits(index);
    return;
  }
  if (car.pit_reason == PitReason::none || !passed(from_m, car, circuit_->pit_lane.entry_m)) return;
  car.phase = CarPhase::pit_lane;
  car.served = car.pit_reason == PitReason::red_flag;
  car.drs_open = false;
  if (car.pit_reason == PitReason::red_flag) queue_up(car);
  tell(now_, PitEntry{index});
}

void Race::leave_pits(std::size_t index) {
  CarState& car = cars_[index];
  car.phase = car.finished                 ? CarPhase::cooling
              : stage_ == Stage::reforming ? CarPhase::reforming
                                           : CarPhase::racing;
  tell(now_, PitExit{index});
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

}  // namespace slipstream::simulate

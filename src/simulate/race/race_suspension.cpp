// The red flag: all come into the pit lane, wait, and start again from the grid.
#include <algorithm>
#include <chrono>

#include "simulate/race/race.hpp"

namespace slipstream::simulate {
namespace {

/// The first stands so far before the pit exit, the others behind him.
constexpr double kQueueBeforeExit = 6, kQueueSpacing = 7;
/// Who is nearer to the pit entry when the flag comes out drives another lap.
constexpr double kMetresToSlowDown = 200;
constexpr double kShortestWait = 300, kLongestWait = 900;
constexpr double kReleaseEverySeconds = 3, kSlowInLaneMs = 12;
constexpr int kOldTyres = 5;  ///< laps: these are changed in the queue, which costs nothing

}  // namespace

void Race::suspend() {
  tell(now_, domain::SessionState::aborted);
  queued_ = 0;
  resumes_at_.reset();
  const auto in_race = [](const CarState& car) { return car.phase != CarPhase::parked && !car.failing; };
  const CarState* first = nullptr;
  for (const CarState& car : cars_) {
    if (in_race(car) && (first == nullptr || car.distance_m > first->distance_m)) first = &car;
  }
  if (first == nullptr) return;
  const bool too_late = first->lap_m > circuit_->pit_lane.entry_m - kMetresToSlowDown;
  const int last_lap = first->lap + (too_late ? 1 : 0);
  const double first_m = first->distance_m;
  for (CarState& car : cars_) {
    if (!in_race(car)) continue;
    car.halt_lap = last_lap - static_cast<int>((first_m - car.distance_m) / circuit_->length_m());
    if (car.pit_reason == PitReason::tyres && car.phase == CarPhase::racing) car.pit_reason = PitReason::none;
    call_in(car);
  }
}

void Race::call_in(CarState& car) {
  if (car.failing || car.pit_reason != PitReason::none || car.lap < car.halt_lap) return;
  car.pit_reason = PitReason::red_flag;
}

void Race::queue_up(CarState& car) {
  const double place_m =
      circuit_->pit_lane.exit_m - kQueueBeforeExit - kQueueSpacing * static_cast<double>(queued_++);
  car.queue_m = place_m < 0 ? place_m + circuit_->length_m() : place_m;
}

bool Race::all_wait() const {
  return std::ranges::all_of(cars_, [](const CarState& car) {
    return car.phase == CarPhase::parked || (car.queue_m && car.speed_ms == 0);
  });
}

void Race::announce_restart() {
  const Milliseconds wait{
      static_cast<std::int64_t>(1000 * suspension_random_.uniform(kShortestWait, kLongestWait))};
  const UtcTime zero = options_.start;
  const auto at = std::chrono::ceil<std::chrono::minutes>(zero + now_.time_since_epoch() + wait);
  resumes_at_ = SessionTime{at - zero};
  control_->announce_restart(at);
}

void Race::resume() {
  tell(now_, domain::SessionState::resumed);
  control_->session_resumes();
  std::vector<std::size_t> order;
  for (std::size_t index = 0; index < cars_.size(); ++index) {
    if (cars_[index].phase != CarPhase::parked) order.push_back(index);
  }
  std::ranges::stable_sort(
      order, [&](std::size_t a, std::size_t b) { return cars_[a].distance_m > cars_[b].distance_m; });
  double launch_s = 0;
  for (std::size_t place = 0; place < order.size(); ++place) {
    if (place > 0) launch_s += kReleaseEverySeconds + seconds_to_go_by(order[place - 1], order[place]);
    release(order[place], place, launch_s);
  }
}

/// Lapped cars may stand before those who leave first.
double Race::seconds_to_go_by(std::size_t first, std::size_t second) const {
  const double length = circuit_->length_m();
  const double ahead_m = std::remainder(cars_[second].lap_m - cars_[first].lap_m, length);
  return std::max(0.0, ahead_m / kSlowInLaneMs);
}

void Race::release(std::size_t index, std::size_t place, double launch_s) {
  CarState& car = cars_[index];
  const bool before_line = car.lap_m > circuit_->length_m() / 2;
  const double line_m = (before_line ? car.lap + 1 : car.lap) * circuit_->length_m();
  car.grid_m = line_m - circuit_->pole_m - circuit_->grid_spacing_m * static_cast<double>(place);
  car.queue_m.reset();
  car.pit_reason = PitReason::none;
  car.launch_in_s = launch_s;
  if (car.tyres.age >= kOldTyres && car.next_stop < car.strategy.stops.size()) {
    car.tyres = {.compound = car.strategy.stops[car.next_stop++].compound};
    tell(now_, TyresFitted{index, car.tyres});
  }
  begin_lap(car);
}

bool Race::all_lined_up() const {
  return std::ranges::all_of(cars_, [](const CarState& car) {
    return car.phase == CarPhase::parked || (car.phase == CarPhase::reforming && car.speed_ms == 0);
  });
}

}  // namespace slipstream::simulate

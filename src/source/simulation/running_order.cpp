#include "source/simulation/running_order.hpp"

#include <numeric>
#include <utility>

namespace slipstream::source {

RunningOrder::RunningOrder(std::size_t cars, std::size_t lines_per_lap)
    : lines_per_lap_(lines_per_lap),
      order_(cars),
      place_(cars),
      crossed_(cars),
      times_(cars * lines_per_lap) {
  std::iota(order_.begin(), order_.end(), std::size_t{0});
  std::iota(place_.begin(), place_.end(), std::size_t{0});
}

std::span<const std::size_t> RunningOrder::cross(std::size_t car, SessionTime time) {
  changed_.clear();
  const std::size_t line = ++crossed_[car];
  times_[car * lines_per_lap_ + line % lines_per_lap_] = time;
  while (place_[car] > 0 && crossed_[order_[place_[car] - 1]] < line) {
    const std::size_t passed = order_[place_[car] - 1];
    std::swap(order_[place_[car]], order_[place_[passed]]);
    std::swap(place_[car], place_[passed]);
    changed_.push_back(passed);
  }
  if (!changed_.empty()) changed_.push_back(car);
  return changed_;
}

domain::Gap RunningOrder::interval(std::size_t car) const {
  return place_[car] == 0 ? gap(car, car) : gap(order_[place_[car] - 1], car);
}

domain::Gap RunningOrder::gap(std::size_t front, std::size_t car) const {
  if (front == car) return domain::LeaderLap{static_cast<int>(crossed_[car] / lines_per_lap_) + 1};
  const std::size_t missing = crossed_[front] - crossed_[car];
  if (missing >= lines_per_lap_) return domain::GapLaps{static_cast<int>(missing / lines_per_lap_)};
  return domain::GapTime{time_at(car, crossed_[car]) - time_at(front, crossed_[car])};
}

}  // namespace slipstream::source

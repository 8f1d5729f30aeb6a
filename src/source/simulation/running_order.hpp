#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "base/time.hpp"
#include "domain/timing.hpp"

namespace slipstream::source {

/// Who is where in a race, as timing loops see it: a car that has crossed more lines is ahead, of those with
/// equally many the one that was there first. Not for several threads.
class RunningOrder {
 public:
  /// Cars by index, in the order of the starting grid.
  RunningOrder(std::size_t cars, std::size_t lines_per_lap);

  /// The car crosses its next line. Returns the cars whose position changed, valid until the next call.
  std::span<const std::size_t> cross(std::size_t car, SessionTime time);

  /// From 1.
  [[nodiscard]] int position(std::size_t car) const { return static_cast<int>(place_[car]) + 1; }
  [[nodiscard]] std::size_t leader() const { return order_.front(); }
  /// Behind the leader and the car ahead at the line crossed last; laps once a whole one is missing. Of the
  /// leader the lap he is on.
  [[nodiscard]] domain::Gap gap_to_leader(std::size_t car) const { return gap(order_.front(), car); }
  [[nodiscard]] domain::Gap interval(std::size_t car) const;

 private:
  [[nodiscard]] domain::Gap gap(std::size_t front, std::size_t car) const;
  [[nodiscard]] SessionTime time_at(std::size_t car, std::size_t line) const {
    return times_[car * lines_per_lap_ + line % lines_per_lap_];
  }

  std::size_t lines_per_lap_;
  std::vector<std::size_t> order_, place_;  ///< cars by place, places by car
  std::vector<std::size_t> crossed_;        ///< lines, by car
  std::vector<SessionTime> times_;          ///< of the last lap's lines, by car
  std::vector<std::size_t> changed_;
};

}  // namespace slipstream::source

#pragma once

#include <cmath>
#include <numbers>

#include "pictures/lap_trace.hpp"

namespace slipstream::pictures {

/// A lap of 2000 m at four samples a second: slow at 250 m and 1250 m. `pace` is times the speed, `late_s`
/// shifts the samples' instants.
inline LapTrace made_lap(const char* driver, double pace, double late_s = 0) {
  const auto speed_at = [pace](double distance_m) {
    return pace * (60 - 35 * std::sin(distance_m / 1000 * 2 * std::numbers::pi));
  };
  LapTrace lap;
  lap.driver.id = driver;
  double time_s = 0, distance_m = 0, next_sample_s = late_s;
  constexpr double kStepS = 0.001;
  const auto append = [&] {
    lap.time_s.push_back(time_s);
    lap.distance_m.push_back(distance_m);
    lap.speed_kmh.push_back(3.6 * speed_at(distance_m));
    lap.throttle_pct.push_back(100);
    lap.brake_pct.push_back(0);
    lap.gear.push_back(5);
    lap.x.push_back(10 * distance_m);
    lap.y.push_back(0);
  };
  append();
  for (; distance_m < 2000; time_s += kStepS, distance_m += kStepS * speed_at(distance_m)) {
    if (time_s > next_sample_s && time_s > 0) {
      append();
      next_sample_s += 0.25;
    }
  }
  append();
  lap.lap.lap_number = 1;
  lap.lap.lap_time = Milliseconds{std::lround(time_s * 1000)};
  return lap;
}

}  // namespace slipstream::pictures

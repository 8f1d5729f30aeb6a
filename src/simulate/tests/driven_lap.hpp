#pragma once

#include <algorithm>
#include <array>
#include <vector>

#include "simulate/car/brake_temperature.hpp"
#include "simulate/car/drivetrain.hpp"
#include "simulate/car/speed_profile.hpp"

namespace slipstream::simulate {

struct DrivenSample {
  double distance_m = 0, speed_ms = 0;
  Controls controls;
  std::array<double, 4> brakes_c{};
};

/// One car alone at its limit: three laps, the last of which is kept, a sample every 20 ms.
inline std::vector<DrivenSample> drive_lap(const Circuit& circuit, const LapConditions& conditions,
                                           double openness) {
  constexpr double kSeconds = 0.02;
  constexpr int kLaps = 3;
  const CarModel& car = reference_car();
  SpeedProfile profile;
  solve_lap(circuit, car, conditions, profile);
  Drivetrain drivetrain;
  BrakeTemperature brakes(25);
  std::vector<DrivenSample> lap;
  double at_m = 0, speed = profile.at(circuit, 0, openness);
  while (at_m < kLaps * circuit.length_m()) {
    at_m += speed * kSeconds;
    const double next = profile.at(circuit, at_m, openness);
    const double acceleration_ms2 = (next - speed) / kSeconds;
    speed = next;
    const auto point = static_cast<std::size_t>(circuit.wrapped(at_m) / circuit.step_m);
    const bool flap = openness > 0.5 && circuit.drs_allowed[point] != 0;
    const Controls& controls = drivetrain.advance(car, conditions, speed, acceleration_ms2, kSeconds, flap);
    const double lateral_ms2 = circuit.curvature[point] * speed * speed;
    brakes.advance(controls.brakes_ms2 * car.mass_kg * speed, speed, lateral_ms2, kSeconds);
    if (at_m < (kLaps - 1) * circuit.length_m()) continue;
    lap.push_back({circuit.wrapped(at_m), speed, controls, brakes.celsius()});
  }
  return lap;
}

/// Share of a lap's samples for which `holds`.
template <class Samples, class Predicate>
double share_of(const Samples& samples, Predicate holds) {
  return static_cast<double>(std::ranges::count_if(samples, holds)) / static_cast<double>(samples.size());
}

/// The value below which `part` of `values` are.
inline double quantile(std::vector<double> values, double part) {
  const auto index = static_cast<std::ptrdiff_t>(part * static_cast<double>(values.size() - 1));
  std::ranges::nth_element(values, values.begin() + index);
  return values[static_cast<std::size_t>(index)];
}

}  // namespace slipstream::simulate

#pragma once

#include <vector>

#include "simulate/car/car_model.hpp"
#include "simulate/circuit/circuit.hpp"

namespace slipstream::simulate {

/// How fast a car can be at each grid point of a circuit, m/s: the quasi-steady-state solution (the corner's
/// limit, then forwards with what engine and tyres give, then backwards with what the brakes take).
struct SpeedProfile {
  std::vector<float> closed;  ///< flap closed all the way
  std::vector<float> open;    ///< flap open in every DRS zone

  /// Interpolated; `openness` 0…1 blends from closed to open.
  [[nodiscard]] double at(const Circuit& circuit, double distance_m, double openness) const;
};

/// Fills `profile`, whose memory is used again. About 10 µs a kilometre: called for each car at the start of
/// each lap.
void solve_lap(const Circuit& circuit, const CarModel& car, const LapConditions& conditions,
               SpeedProfile& profile);
/// Seconds for a lap at `profile`, flying start.
[[nodiscard]] double lap_seconds(const Circuit& circuit, const SpeedProfile& profile, double openness);

}  // namespace slipstream::simulate

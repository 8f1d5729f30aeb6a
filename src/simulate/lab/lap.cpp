#include "simulate/lab/lap.hpp"

#include <array>
#include <cmath>
#include <numbers>

namespace slipstream::simulate::lab {
namespace {

/// Straights and corners as waves on the mean speed: together they swing by 17 km/h either way.
struct Wave {
  double per_lap, amplitude_kmh, phase;
};
constexpr std::array kWaves{Wave{1, 5.3, 0.4}, Wave{3, 9.6, 1.9}, Wave{4, 5.3, 0.9}};

double angular(const Wave& wave) { return 2 * std::numbers::pi * wave.per_lap / kLapSeconds; }

}  // namespace

double lap_distance_m(double seconds) {
  double metres = kMeanLapKmh / 3.6 * seconds;
  for (const Wave& wave : kWaves) {
    const double swing = std::sin(angular(wave) * seconds + wave.phase) - std::sin(wave.phase);
    metres += wave.amplitude_kmh / 3.6 / angular(wave) * swing;
  }
  return metres;
}

double lap_speed_kmh(double seconds) {
  double kmh = kMeanLapKmh;
  for (const Wave& wave : kWaves) {
    kmh += wave.amplitude_kmh * std::cos(angular(wave) * seconds + wave.phase);
  }
  return kmh;
}

}  // namespace slipstream::simulate::lab

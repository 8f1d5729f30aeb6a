#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>

namespace slipstream::simulate {

/// Random numbers that are the same for a seed on every machine (the standard library's distributions are
/// not): SplitMix64, Steele, Lea and Flood 2014. `stream` separates draws that must not disturb each other,
/// e.g. one a driver.
class Random {
 public:
  explicit Random(std::uint64_t seed, std::uint64_t stream = 0)
      : state_(seed ^ (stream * 0x9E3779B97F4A7C15U + 0xD1B54A32D192ED03U)) {}

  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }
  /// Below 1.
  double uniform() { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }
  double uniform(double low, double high) { return low + (high - low) * uniform(); }
  /// Box and Muller.
  double normal(double mean, double deviation) {
    const double radius = std::sqrt(-2 * std::log(1 - uniform()));
    return mean + deviation * radius * std::cos(2 * std::numbers::pi * uniform());
  }
  bool chance(double probability) { return uniform() < probability; }

 private:
  std::uint64_t state_;
};

}  // namespace slipstream::simulate

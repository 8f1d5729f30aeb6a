#pragma once

#include <cstdint>
#include <optional>

#include "base/result.hpp"
#include "base/time.hpp"
#include "simulate/circuit/circuit.hpp"

namespace slipstream::simulate {

/// What a Grand Prix is to be. The same options give the same race, byte for byte.
struct RaceOptions {
  int cars = 20;                 ///< 1 … kMostCars; beyond 20 for load
  std::optional<int> laps = {};  ///< nullopt: as many as `distance_km` takes
  double distance_km = 305;      ///< a Grand Prix's; the race ends on the lap that reaches it
  double pace = 1;               ///< × the reference car's grip and power, 0.5 … 1.5
  /// × what usually goes wrong: failures, spins, crashes, and with them flags, safety cars, a stopped
  /// session. 0 (nothing) … 10. Entries beyond kFieldSize only have failures.
  double incidents = 1;
  std::uint64_t seed = 1;
  UtcTime start = UtcTime{};  ///< when the lights go out, about; fixed by default so that a seed is enough
};

inline constexpr int kMostCars = 10'000;
inline constexpr int kMostLaps = 1'000;

/// Laps of the race. Errors: invalid_argument, naming the option: cars, laps, distance, pace or incidents out
/// of range, or more samples in all than fit into a machine's memory.
Result<int> race_laps(const RaceOptions& options, const Circuit& circuit);

}  // namespace slipstream::simulate

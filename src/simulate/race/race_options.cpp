#include "simulate/race/race_options.hpp"

#include <cmath>

namespace slipstream::simulate {
namespace {

/// A lap takes about so long at the reference pace; only for the bound below.
constexpr double kTypicalSpeedMs = 60;
constexpr double kSamplesPerSecond = 7.5;
/// Merged, a sample takes about 100 bytes.
constexpr double kMostSamples = 200e6;

}  // namespace

Result<int> race_laps(const RaceOptions& options, const Circuit& circuit) {
  if (options.cars < 1 || options.cars > kMostCars) {
    return fail(ErrorCode::invalid_argument, "{} cars: a race has 1 to {}", options.cars, kMostCars);
  }
  if (!(options.pace >= 0.5 && options.pace <= 1.5)) {
    return fail(ErrorCode::invalid_argument, "pace {}: between 0.5 and 1.5 of the reference car's",
                options.pace);
  }
  if (!(options.incidents >= 0 && options.incidents <= 10)) {
    return fail(ErrorCode::invalid_argument, "incidents {}: between 0 and 10 times what is usual",
                options.incidents);
  }
  if (!options.laps && !(options.distance_km > 0 && options.distance_km <= 10'000)) {
    return fail(ErrorCode::invalid_argument, "a distance of {} km: more than 0, at most 10000",
                options.distance_km);
  }
  const double wanted =
      options.laps ? *options.laps : std::ceil(options.distance_km * 1000 / circuit.length_m());
  if (wanted < 1 || wanted > kMostLaps) {
    return fail(ErrorCode::invalid_argument, "{} laps: a race has 1 to {}", wanted, kMostLaps);
  }
  const double samples = options.cars * wanted * circuit.length_m() / kTypicalSpeedMs * kSamplesPerSecond;
  if (samples > kMostSamples) {
    return fail(ErrorCode::invalid_argument,
                "{} cars for {} laps are about {:.0f} million samples, more than the {:.0f} million that fit "
                "into memory: "
                "fewer cars or laps",
                options.cars, wanted, samples / 1e6, kMostSamples / 1e6);
  }
  return static_cast<int>(wanted);
}

}  // namespace slipstream::simulate

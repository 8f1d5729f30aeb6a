#pragma once

#include <cstddef>
#include <vector>

#include "simulate/lab/race_options.hpp"
#include "simulate/race/random.hpp"

/// Who passes whom and when, decided before the start: the race is then driven so that it comes true.
namespace slipstream::simulate::lab {

/// Two neighbours change places: side by side at `at_s`, at work on it from `reach_s` before to `reach_s`
/// after.
struct Pass {
  double at_s = 0, reach_s = 0;
  std::size_t passing = 0, passed = 0;  ///< drivers
};

/// The race in rounds of equal length, each a whole number of updates. In a round a car passes or is passed
/// at most once, so from update to update nobody gains or loses more than one place. The last round is calm.
struct RacePlan {
  double round_s = 0;
  std::vector<std::size_t> grid;  ///< drivers by place at the start
  std::vector<Pass> passes;       ///< by round
};

/// No pass takes less than this part of a round on either side of its instant, so no two of a car overlap at
/// either's.
inline constexpr double kLeastReach = 0.6;

/// The followed driver starts between P5 and P10, as far as there are so many cars and updates enough to come
/// forward, and ends as P1, P2 or P3 with probabilities of 40, 35 and 25 %; a place lost on the way is won
/// back. The others pass as their strength and the day's form have it. `updates`: as race_updates.
[[nodiscard]] RacePlan plan_passes(const RaceOptions& options, int updates, Random& random);

}  // namespace slipstream::simulate::lab

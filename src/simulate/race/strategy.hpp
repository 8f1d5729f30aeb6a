#pragma once

#include <vector>

#include "simulate/race/random.hpp"
#include "simulate/race/tyres.hpp"

namespace slipstream::simulate {

/// A stop: at the end of `lap` the car comes in for `compound`.
struct PlannedStop {
  int lap = 0;
  domain::Compound compound = domain::Compound::hard;
};

struct Strategy {
  TyreSet start;
  std::vector<PlannedStop> stops;  ///< in order of laps
};

/// A plan with at least two compounds (from `kLapsForAStop` laps on), among the fastest for the distance;
/// teams judge tyres differently, so that plans differ. `stop_loss_s`: what a stop costs; `wear` as in
/// tyre_loss_s.
[[nodiscard]] Strategy plan_race(int laps, double stop_loss_s, double wear, Random& random);

/// Shorter races are driven without a stop.
inline constexpr int kLapsForAStop = 12;

}  // namespace slipstream::simulate

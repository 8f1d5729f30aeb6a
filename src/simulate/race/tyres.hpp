#pragma once

#include <array>
#include <cstddef>

#include "domain/tyre.hpp"

namespace slipstream::simulate {

/// A compound's pace, as lap time against a new medium tyre.
struct CompoundPace {
  domain::Compound compound = domain::Compound::medium;
  double offset_s = 0;  ///< when new
  double wear_s = 0;    ///< per lap of age
  int cliff_lap = 0;    ///< from this age on it loses faster
  double cliff_s = 0;   ///< per lap beyond
};

/// Soft, medium, hard, as the real sessions' stints have them on average: a lap of a 5.4 km track.
inline constexpr std::array kCompounds{
    CompoundPace{domain::Compound::soft, -0.5, 0.11, 14, 0.2},
    CompoundPace{domain::Compound::medium, 0.0, 0.055, 26, 0.14},
    CompoundPace{domain::Compound::hard, 0.45, 0.032, 38, 0.12},
};
[[nodiscard]] constexpr const CompoundPace& pace_of(domain::Compound compound) {
  for (const CompoundPace& pace : kCompounds) {
    if (pace.compound == compound) return pace;
  }
  return kCompounds[1];
}

/// A set of tyres on a car.
struct TyreSet {
  domain::Compound compound = domain::Compound::medium;
  int age = 0;        ///< laps driven on it
  bool fresh = true;  ///< new when fitted
};

/// Seconds a lap takes longer than on a new medium tyre; `wear` × the compound's, a matter of car, driver and
/// track.
[[nodiscard]] constexpr double tyre_loss_s(const TyreSet& tyres, double wear) {
  const CompoundPace& pace = pace_of(tyres.compound);
  const double beyond = tyres.age > pace.cliff_lap ? tyres.age - pace.cliff_lap : 0;
  return pace.offset_s + wear * (pace.wear_s * tyres.age + pace.cliff_s * beyond);
}

}  // namespace slipstream::simulate

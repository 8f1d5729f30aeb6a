#include "simulate/race/strategy.hpp"

#include <set>

#include <gtest/gtest.h>

namespace slipstream::simulate {
namespace {

TEST(StrategyTest, PlansUseTwoCompoundsAndStopInOrderWithinTheRace) {
  Random random(1);
  for (int laps = kLapsForAStop; laps <= 78; ++laps) {
    const Strategy plan = plan_race(laps, 21, random.uniform(0.8, 1.25), random);
    std::set<domain::Compound> compounds{plan.start.compound};
    int before = 0;
    for (const PlannedStop& stop : plan.stops) {
      EXPECT_GT(stop.lap, 0);
      EXPECT_LT(stop.lap, laps);
      EXPECT_GE(stop.lap, before) << laps;
      before = stop.lap;
      compounds.insert(stop.compound);
    }
    EXPECT_GE(compounds.size(), 2U) << laps;
  }
}

TEST(StrategyTest, ShortRacesAreDrivenThrough) {
  Random random(1);
  EXPECT_TRUE(plan_race(kLapsForAStop - 1, 21, 1, random).stops.empty());
}

TEST(StrategyTest, WhereStopsAreDearTheyAreFew) {
  Random random(4);
  double cheap = 0;
  double dear = 0;
  for (int race = 0; race < 50; ++race) {
    cheap += static_cast<double>(plan_race(57, 12, 1.2, random).stops.size());
    dear += static_cast<double>(plan_race(57, 40, 1.2, random).stops.size());
  }
  EXPECT_GT(cheap, dear);
}

TEST(TyresTest, SoftsAreFasterNewAndSlowerOld) {
  const auto loss = [](domain::Compound compound, int age) {
    return tyre_loss_s({.compound = compound, .age = age}, 1);
  };
  using enum domain::Compound;
  EXPECT_LT(loss(soft, 0), loss(medium, 0));
  EXPECT_LT(loss(medium, 0), loss(hard, 0));
  EXPECT_GT(loss(soft, 30), loss(medium, 30));
  EXPECT_GT(loss(medium, 45), loss(hard, 45));
}

}  // namespace
}  // namespace slipstream::simulate

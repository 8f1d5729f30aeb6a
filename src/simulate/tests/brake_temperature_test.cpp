#include "simulate/car/brake_temperature.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "driven_lap.hpp"
#include "simulate/circuit/circuits.hpp"

namespace slipstream::simulate {
namespace {

void advance_for(BrakeTemperature& brakes, double seconds, double braking_w, double speed_ms,
                 double lateral_ms2 = 0) {
  for (double done = 0; done < seconds; done += 0.05) brakes.advance(braking_w, speed_ms, lateral_ms2, 0.05);
}

TEST(BrakeTemperature, BrakingHeatsTheFrontMost) {
  BrakeTemperature brakes(25);
  const auto before = brakes.celsius();
  advance_for(brakes, 1.5, 1.5e6, 60);
  const auto& after = brakes.celsius();
  for (std::size_t wheel = 0; wheel < 4; ++wheel) EXPECT_GT(after[wheel], before[wheel] + 100) << wheel;
  EXPECT_GT(after[0], after[2]);
  EXPECT_EQ(after[0], after[1]);
  EXPECT_EQ(after[2], after[3]);
}

TEST(BrakeTemperature, ALeftHanderHeatsTheRightSide) {
  BrakeTemperature brakes(25);
  advance_for(brakes, 1, 1.5e6, 60, 30);
  EXPECT_GT(brakes.celsius()[1], brakes.celsius()[0] + 10);
  EXPECT_GT(brakes.celsius()[3], brakes.celsius()[2] + 10);
}

TEST(BrakeTemperature, MoreAirCoolsFasterAndNeverBelowIt) {
  BrakeTemperature standing(30), driving(30);
  advance_for(standing, 5, 0, 0);
  advance_for(driving, 5, 0, 80);
  EXPECT_LT(driving.celsius()[0], standing.celsius()[0]);
  advance_for(driving, 600, 0, 80);
  for (const double celsius : driving.celsius()) {
    EXPECT_GE(celsius, 30);
    EXPECT_LT(celsius, 31);
  }
}

TEST(BrakeTemperature, OverALapIsThatOfCarbonDiscs) {
  const auto circuit = built_in_circuit("lakeside");
  ASSERT_TRUE(circuit) << circuit.error().to_string();
  std::vector<double> front;
  for (const DrivenSample& sample : drive_lap(*circuit, {.fuel_kg = 50}, 0))
    front.push_back(sample.brakes_c[0]);
  EXPECT_GT(std::ranges::min(front), 150);
  EXPECT_LT(quantile(front, 0.1), 450);
  EXPECT_GT(quantile(front, 0.9), 750);
  EXPECT_LT(std::ranges::max(front), 1100);
}

}  // namespace
}  // namespace slipstream::simulate

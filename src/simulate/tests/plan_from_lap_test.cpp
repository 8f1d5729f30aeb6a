#include <algorithm>
#include <cmath>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "simulate/circuit/circuits.hpp"

namespace slipstream::simulate {
namespace {

using ::testing::HasSubstr;

/// A lap as position data has it: every 8 to 20 m, up to half a metre beside the line.
std::vector<domain::Point> recorded_lap(const Circuit& circuit) {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> step_m(8, 20), beside_m(-0.5, 0.5);
  std::vector<domain::Point> lap;
  for (double at = 3; at < circuit.length_m(); at += step_m(random)) {
    lap.push_back(circuit.at(at, beside_m(random)));
  }
  return lap;
}

double distance_to_line_m(const Circuit& circuit, double x, double y) {
  double nearest = 1e9;
  for (std::size_t i = 0; i < circuit.points(); ++i) {
    nearest = std::min(nearest, std::hypot(circuit.x_m[i] - x, circuit.y_m[i] - y));
  }
  return nearest;
}

class PlanFromLap : public ::testing::Test {
 protected:
  void SetUp() override {
    auto made = built_in_circuit("lakeside");
    ASSERT_TRUE(made) << made.error().to_string();
    driven_ = std::move(*made);
  }
  Circuit driven_;
};

TEST_F(PlanFromLap, GivesBackTheCircuitThatWasDriven) {
  const auto plan = plan_from_lap("Recorded", recorded_lap(driven_));
  ASSERT_TRUE(plan) << plan.error().to_string();
  const auto circuit = make_circuit(*plan);
  ASSERT_TRUE(circuit) << circuit.error().to_string();
  EXPECT_EQ(circuit->name, "Recorded");
  EXPECT_NEAR(circuit->length_m(), driven_.length_m(), 0.005 * driven_.length_m());
  for (std::size_t i = 0; i < circuit->points(); i += 5) {
    ASSERT_LT(distance_to_line_m(driven_, circuit->x_m[i], circuit->y_m[i]), 4) << "point " << i;
  }
  ASSERT_GE(circuit->corners.size(), driven_.corners.size() - 2);
  EXPECT_LE(circuit->corners.size(), driven_.corners.size() + 2);
}

TEST_F(PlanFromLap, TakesAwayTheSidewaysOffsetBetweenEndAndBegin) {
  std::vector<domain::Point> lap;
  for (double at = 0; at < driven_.length_m(); at += 15) lap.push_back(driven_.at(at, at < 2000 ? -2 : 2));
  const auto plan = plan_from_lap("Recorded", lap);
  ASSERT_TRUE(plan) << plan.error().to_string();
  const auto circuit = make_circuit(*plan);
  ASSERT_TRUE(circuit) << circuit.error().to_string();
  const auto last = circuit->points() - 1;
  for (std::size_t i = 0; i < 10; ++i) {
    EXPECT_LT(std::abs(circuit->curvature[i]), 1.0 / 800);
    EXPECT_LT(std::abs(circuit->curvature[last - i]), 1.0 / 800);
  }
}

TEST_F(PlanFromLap, CutsWhatWasDrivenBeyondTheLap) {
  std::vector<domain::Point> lap = recorded_lap(driven_);
  for (double at = 5; at < 50; at += 11) lap.push_back(driven_.at(at, 1));
  const auto plan = plan_from_lap("Recorded", lap);
  ASSERT_TRUE(plan) << plan.error().to_string();
  const auto circuit = make_circuit(*plan);
  ASSERT_TRUE(circuit) << circuit.error().to_string();
  EXPECT_NEAR(circuit->length_m(), driven_.length_m(), 0.005 * driven_.length_m());
}

TEST_F(PlanFromLap, PositionsOfAStandingCarAreOnePlace) {
  std::vector<domain::Point> lap = recorded_lap(driven_);
  lap.insert(lap.begin() + 50, 30, lap[50]);
  EXPECT_TRUE(plan_from_lap("Recorded", lap));
}

TEST_F(PlanFromLap, RefusesTooFewPositions) {
  std::vector<domain::Point> lap = recorded_lap(driven_);
  lap.resize(20);
  const auto plan = plan_from_lap("Recorded", lap);
  ASSERT_FALSE(plan);
  EXPECT_EQ(plan.error().code, ErrorCode::invalid_argument);
  EXPECT_THAT(plan.error().message, HasSubstr("20 different positions"));
  EXPECT_FALSE(plan_from_lap("Recorded", {}));
  EXPECT_FALSE(plan_from_lap("Recorded", std::vector<domain::Point>(500, {1, 2, 3}))) << "never moved";
}

TEST_F(PlanFromLap, RefusesALapThatDoesNotClose) {
  std::vector<domain::Point> lap = recorded_lap(driven_);
  lap.resize(lap.size() - 20);
  const auto plan = plan_from_lap("Recorded", lap);
  ASSERT_FALSE(plan);
  EXPECT_EQ(plan.error().code, ErrorCode::invalid_argument);
  EXPECT_THAT(plan.error().message, HasSubstr("does not close"));
}

TEST_F(PlanFromLap, RefusesPositionsThatAreFarFromEachOther) {
  std::vector<domain::Point> lap = recorded_lap(driven_);
  lap[100] = {2'000'000'000, -2'000'000'000, 0};
  const auto plan = plan_from_lap("Recorded", lap);
  ASSERT_FALSE(plan);
  EXPECT_THAT(plan.error().message, HasSubstr("500 m to 30000 m long"));
}

}  // namespace
}  // namespace slipstream::simulate

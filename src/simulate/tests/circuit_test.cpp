#include "simulate/circuit/circuit.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "simulate/circuit/circuits.hpp"

namespace slipstream::simulate {
namespace {

using ::testing::HasSubstr;

class BuiltInCircuits : public ::testing::TestWithParam<std::string_view> {
 protected:
  void SetUp() override {
    auto made = built_in_circuit(GetParam());
    ASSERT_TRUE(made) << made.error().to_string();
    circuit_ = std::move(*made);
  }
  [[nodiscard]] double sum(const std::vector<float>& values) const {
    double sum = 0;
    for (const float value : values) sum += value * circuit_.step_m;
    return sum;
  }
  Circuit circuit_;
};

TEST_P(BuiltInCircuits, NeighboursAreOneStepApartAllTheWayRound) {
  EXPECT_NEAR(circuit_.step_m, 4, 0.05);
  for (std::size_t i = 0; i < circuit_.points(); ++i) {
    const std::size_t next = (i + 1) % circuit_.points();
    const double chord =
        std::hypot(circuit_.x_m[next] - circuit_.x_m[i], circuit_.y_m[next] - circuit_.y_m[i]);
    ASSERT_NEAR(chord, circuit_.step_m, 0.02) << "at point " << i;  // a chord is shorter than its arc
  }
}

TEST_P(BuiltInCircuits, TurnsOnceRoundAndComesBackToItsHeight) {
  EXPECT_NEAR(std::abs(sum(circuit_.curvature)), 2 * std::numbers::pi, 1e-3);
  EXPECT_NEAR(sum(circuit_.slope), 0, 1e-2);
}

TEST_P(BuiltInCircuits, TheHeadingLooksAlongTheLine) {
  for (std::size_t i = 0; i + 1 < circuit_.points(); ++i) {
    const double chord =
        std::atan2(circuit_.y_m[i + 1] - circuit_.y_m[i], circuit_.x_m[i + 1] - circuit_.x_m[i]);
    ASSERT_NEAR(std::remainder(circuit_.heading[i] - chord, 2 * std::numbers::pi), 0, 0.12)
        << "at point " << i;
    ASSERT_LT(std::abs(circuit_.heading[i + 1] - circuit_.heading[i]), 0.3) << "at point " << i;
  }
}

TEST_P(BuiltInCircuits, CornersAreNumberedInOrderAndContainTheirApex) {
  ASSERT_GE(circuit_.corners.size(), 5U);
  double before = 0;
  int number = 0;
  for (const Corner& corner : circuit_.corners) {
    EXPECT_EQ(corner.number, ++number);
    EXPECT_GE(corner.begin_m, before);
    EXPECT_LE(corner.begin_m, corner.apex_m);
    EXPECT_LT(corner.apex_m, corner.end_m);
    EXPECT_GT(corner.radius_m, 15);
    before = corner.end_m;
  }
  EXPECT_LT(before, circuit_.length_m());
}

TEST_P(BuiltInCircuits, MiniSectorsDivideTheSectorsIntoLikePieces) {
  double begin = 0;
  for (std::size_t s = 0; s < 3; ++s) {
    ASSERT_FALSE(circuit_.mini_sector_ends_m[s].empty());
    for (const double end : circuit_.mini_sector_ends_m[s]) {
      EXPECT_GT(end - begin, 150);
      EXPECT_LT(end - begin, 300);
      begin = end;
    }
    EXPECT_EQ(begin, circuit_.sector_ends_m[s]);
  }
  EXPECT_EQ(begin, circuit_.length_m());
}

TEST_P(BuiltInCircuits, ZonesLieOutsideTheCorners) {
  for (const Corner& corner : circuit_.corners) {
    for (const DrsZone& zone : circuit_.drs_zones) {
      EXPECT_FALSE(is_between(corner.apex_m, zone.open_m, zone.close_m)) << "corner " << corner.number;
      EXPECT_FALSE(is_between(zone.detection_m, zone.open_m, zone.close_m));
    }
    for (const PassingZone& zone : circuit_.passing_zones) {
      EXPECT_FALSE(is_between(corner.apex_m, zone.begin_m, zone.end_m)) << "corner " << corner.number;
    }
  }
  for (std::size_t i = 0; i < circuit_.points(); ++i) {
    const double at_m = static_cast<double>(i) * circuit_.step_m;
    bool inside = false;
    for (const DrsZone& zone : circuit_.drs_zones) inside |= is_between(at_m, zone.open_m, zone.close_m);
    ASSERT_EQ(circuit_.drs_allowed[i] != 0, inside) << "at " << at_m;
  }
}

TEST_P(BuiltInCircuits, ThePitLaneRunsPastTheLine) {
  const PitLane& lane = circuit_.pit_lane;
  EXPECT_GT(lane.entry_m, 0.75 * circuit_.length_m());
  EXPECT_LT(lane.exit_m, circuit_.corners.front().begin_m);
  const double lane_m = circuit_.length_m() - lane.entry_m + lane.exit_m;
  EXPECT_GE(lane_m, 300);
  EXPECT_LE(lane_m, 400);
}

TEST_P(BuiltInCircuits, PlacesAreContinuousOverTheLine) {
  const double length = circuit_.length_m();
  for (const double at : {-1.0, 0.0, 1.5, length / 2, length - 0.5}) {
    EXPECT_EQ(circuit_.at(at), circuit_.at(at + length)) << at;
    EXPECT_EQ(circuit_.at(at, 3), circuit_.at(at - length, 3)) << at;
  }
  const domain::Point before = circuit_.at(length - 0.5), behind = circuit_.at(0.5);
  EXPECT_NEAR(std::hypot(behind.x - before.x, behind.y - before.y), 10, 2);  // 1/10 m
}

INSTANTIATE_TEST_SUITE_P(Each, BuiltInCircuits,
                         ::testing::ValuesIn(circuit_names().begin(), circuit_names().end()),
                         [](const auto& test) { return std::string(test.param); });

TEST(Lakeside, IsAGrandPrixTrack) {
  const auto circuit = built_in_circuit("lakeside");
  ASSERT_TRUE(circuit) << circuit.error().to_string();
  EXPECT_GT(circuit->length_m(), 5000);
  EXPECT_LT(circuit->length_m(), 6000);
  EXPECT_GE(circuit->corners.size(), 10U);
  EXPECT_GE(circuit->drs_zones.size(), 2U);
  EXPECT_GE(circuit->passing_zones.size(), 2U);
  const auto [low, high] = std::ranges::minmax(circuit->z_m);
  EXPECT_GT(high - low, 20);
}

TEST(BuiltInCircuit, AnUnknownNameIsAnErrorThatNamesTheKnownOnes) {
  const auto circuit = built_in_circuit("monaco");
  ASSERT_FALSE(circuit);
  EXPECT_EQ(circuit.error().code, ErrorCode::not_found);
  EXPECT_THAT(circuit.error().message, HasSubstr("lakeside"));
  EXPECT_THAT(circuit.error().message, HasSubstr("pocket"));
}

}  // namespace
}  // namespace slipstream::simulate

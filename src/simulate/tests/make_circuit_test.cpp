#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "simulate/circuit/circuits.hpp"

namespace slipstream::simulate {
namespace {

using ::testing::HasSubstr;

/// Two straights of 2 · `half_m` and two half-circles, anticlockwise from the middle of a straight.
std::vector<TrackPoint> oval(double half_m, double radius_m) {
  std::vector<TrackPoint> line;
  for (double x = 0; x < half_m; x += 10) line.push_back({x, 0, 0});
  for (int i = 0; i < 24; ++i) {
    const double angle = std::numbers::pi * (i / 24.0 - 0.5);
    line.push_back({half_m + radius_m * std::cos(angle), radius_m + radius_m * std::sin(angle), 0});
  }
  for (double x = half_m; x > -half_m; x -= 10) line.push_back({x, 2 * radius_m, 0});
  for (int i = 0; i < 24; ++i) {
    const double angle = std::numbers::pi * (i / 24.0 + 0.5);
    line.push_back({-half_m + radius_m * std::cos(angle), radius_m + radius_m * std::sin(angle), 0});
  }
  for (double x = -half_m; x < 0; x += 10) line.push_back({x, 0, 0});
  return line;
}

TEST(MakeCircuit, AnOvalHasItsLengthAndItsTwoCorners) {
  const auto circuit =
      make_circuit({.name = "Oval", .line = oval(300, 80), .sector_1_end = 0.2, .sector_2_end = 0.7});
  ASSERT_TRUE(circuit) << circuit.error().to_string();
  const double length = 1200 + 2 * std::numbers::pi * 80;
  EXPECT_NEAR(circuit->length_m(), length, 1);
  ASSERT_EQ(circuit->corners.size(), 2U);
  for (const Corner& corner : circuit->corners) {
    EXPECT_TRUE(corner.left);
    EXPECT_NEAR(corner.radius_m, 80, 4);
    EXPECT_NEAR(corner.end_m - corner.begin_m, std::numbers::pi * 80, 40);
  }
  EXPECT_NEAR(circuit->corners[0].begin_m, 300, 20);
  EXPECT_NEAR(circuit->sector_ends_m[0], 0.2 * length, 1);
  EXPECT_NEAR(circuit->sector_ends_m[1], 0.7 * length, 1);
  EXPECT_EQ(circuit->at(100, 5), (domain::Point{1000, 50, 0})) << "left of a car that drives along x is y";
}

TEST(MakeCircuit, DrivenTheOtherWayLeftIsRight) {
  std::vector<TrackPoint> line = oval(300, 80);
  std::ranges::reverse(line);
  const auto circuit = make_circuit({.name = "Oval", .line = line});
  ASSERT_TRUE(circuit) << circuit.error().to_string();
  for (const Corner& corner : circuit->corners) EXPECT_FALSE(corner.left);
}

/// A figure of eight that starts behind its crossing; one way is `bridge_m` above the other there.
std::vector<TrackPoint> eight(double bridge_m) {
  std::vector<TrackPoint> line;
  for (int i = 0; i < 120; ++i) {
    const double angle = 2 * std::numbers::pi * (i + 4) / 120;
    line.push_back({600 * std::sin(angle), 300 * std::sin(2 * angle), bridge_m * std::cos(angle) / 2});
  }
  return line;
}

std::vector<TrackPoint> circle(double radius_m, int points) {
  std::vector<TrackPoint> line;
  for (int i = 0; i < points; ++i) {
    const double angle = 2 * std::numbers::pi * i / points;
    line.push_back({radius_m * std::cos(angle), radius_m * std::sin(angle), 0});
  }
  return line;
}

std::vector<TrackPoint> with_point(std::vector<TrackPoint> line, std::size_t index, TrackPoint point) {
  line[index] = point;
  return line;
}

struct BadPlan {
  const char* name;
  std::vector<TrackPoint> line;
  const char* says;
  double sector_1_end = 0, sector_2_end = 0;
};

class BadPlans : public ::testing::TestWithParam<BadPlan> {};

TEST_P(BadPlans, AreRefusedWithTheReason) {
  const BadPlan& plan = GetParam();
  const auto circuit = make_circuit({.name = "Bad",
                                     .line = plan.line,
                                     .sector_1_end = plan.sector_1_end,
                                     .sector_2_end = plan.sector_2_end});
  ASSERT_FALSE(circuit);
  EXPECT_EQ(circuit.error().code, ErrorCode::invalid_argument);
  EXPECT_THAT(circuit.error().message, HasSubstr(plan.says));
}

const double kNoNumber = std::nan("");
INSTANTIATE_TEST_SUITE_P(
    Each, BadPlans,
    ::testing::Values(
        BadPlan{"Empty", {}, "needs 8 points, there are 0"},
        BadPlan{"TooFewPoints", circle(200, 7), "needs 8 points, there are 7"},
        BadPlan{"TooShort", circle(50, 40), "500 m to 30000 m long, this one is 314 m"},
        BadPlan{"TooLong", circle(6000, 400), "this one is 37699 m"},
        BadPlan{"CrossesItself", eight(0), "crosses itself: 1651 m from the start it meets what is 348"},
        BadPlan{"BridgeTooLow", eight(3), "with less than 4 m of height"},
        BadPlan{"StartsInABend", circle(100, 60), "no straight for grid and pit lane: 0 m before"},
        BadPlan{"StandsStill", with_point(oval(300, 80), 5, {40, 0, 0}), "point 5 of the line and the next"},
        BadPlan{"NotANumber", with_point(oval(300, 80), 5, {kNoNumber, 0, 0}), "point 6 of the line is not"},
        BadPlan{"SectorsOutOfOrder", oval(300, 80), "not in order", 0.7, 0.4},
        BadPlan{"SectorBeyondTheLap", oval(300, 80), "not in order", 0.3, 1.2}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(MakeCircuit, MayCrossItselfByABridge) {
  const auto circuit = make_circuit({.name = "Eight", .line = eight(8)});
  EXPECT_TRUE(circuit) << circuit.error().to_string();
}

}  // namespace
}  // namespace slipstream::simulate

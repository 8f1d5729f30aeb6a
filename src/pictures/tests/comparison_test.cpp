#include "pictures/comparison.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "lap_fixture.hpp"

namespace slipstream::pictures {
namespace {

TEST(LapTrace, TimeAndDistanceAreInverse) {
  const LapTrace lap = made_lap("VER", 1);
  for (double distance = 0; distance < lap.length_m(); distance += 37) {
    EXPECT_NEAR(lap.distance_at(lap.time_at(distance)), distance, 1.0);
  }
}

TEST(LapTrace, ResamplesLinearlyAndHolds) {
  LapTrace lap;
  lap.time_s = {0, 1, 2};
  lap.distance_m = {0, 10, 30};
  lap.speed_kmh = {36, 36, 108};
  lap.gear = {2, 3, 4};
  EXPECT_DOUBLE_EQ(lap.value_at(lap.speed_kmh, 20), 72);
  EXPECT_DOUBLE_EQ(lap.held_at(lap.gear, 20), 3);
  EXPECT_DOUBLE_EQ(lap.held_at(lap.gear, 30), 4);
  EXPECT_DOUBLE_EQ(lap.value_at(lap.speed_kmh, 99), 108) << "held beyond the end";
}

TEST(LapTrace, UnknownStaysUnknown) {
  LapTrace lap = made_lap("VER", 1);
  lap.throttle_pct[20] = std::nan("");
  EXPECT_TRUE(std::isnan(lap.value_at(lap.throttle_pct, (lap.distance_m[20] + lap.distance_m[21]) / 2)));
  const Comparison comparison = compare_laps(lap, made_lap("NOR", 1), {});
  EXPECT_TRUE(std::ranges::any_of(comparison.a.throttle_pct, [](double pct) { return std::isnan(pct); }));
  ASSERT_TRUE(comparison.a.full_throttle);
  EXPECT_DOUBLE_EQ(*comparison.a.full_throttle, 1);
}

TEST(SlowPoints, AreTheSlowestSamplesOfCorners) {
  const auto points = slow_points(made_lap("VER", 1, 0.11));
  ASSERT_EQ(points.size(), 2U);
  EXPECT_NEAR(points[0], 250, 4);
  EXPECT_NEAR(points[1], 1250, 4);
}

TEST(Comparison, DeltaEndsAtTheDifferenceOfTheLapTimes) {
  const LapTrace a = made_lap("VER", 1), b = made_lap("NOR", 0.99, 0.13);
  const Comparison comparison = compare_laps(a, b, {});
  EXPECT_EQ(comparison.delta_s.front(), 0);
  EXPECT_NEAR(comparison.delta_s.back(), base::seconds(*b.lap.lap_time - *a.lap.lap_time), 1e-9);
  EXPECT_FALSE(comparison.exact_at_sectors);
  double lost = 0;
  for (const Section& section : comparison.sections) lost += section.lost_s;
  EXPECT_NEAR(lost, comparison.delta_s.back(), 1e-9);
}

TEST(Comparison, OfACarThatIsSlowerEverywhereRisesEverywhere) {
  const Comparison comparison = compare_laps(made_lap("VER", 1), made_lap("NOR", 0.98, 0.07), {});
  for (std::size_t i = 20; i < comparison.delta_s.size(); i += 20) {
    EXPECT_GT(comparison.delta_s[i], comparison.delta_s[i - 20]) << comparison.distance_m[i];
  }
}

TEST(Comparison, OfALapWithItselfIsZero) {
  const LapTrace lap = made_lap("VER", 1);
  const Comparison comparison = compare_laps(lap, lap, {});
  for (const double delta : comparison.delta_s) EXPECT_NEAR(delta, 0, 1e-9);
  EXPECT_EQ(comparison.a.label, "VER lap 1");
}

TEST(Comparison, IsExactAtTheSectors) {
  LapTrace a = made_lap("VER", 1), b = made_lap("NOR", 0.99);
  a.lap.sectors = {Milliseconds{10'000}, Milliseconds{11'000}, *a.lap.lap_time - Milliseconds{21'000}};
  b.lap.sectors = {Milliseconds{10'150}, Milliseconds{11'050}, *b.lap.lap_time - Milliseconds{21'200}};
  const Comparison comparison = compare_laps(a, b, {});
  ASSERT_TRUE(comparison.exact_at_sectors);
  const DistanceMap delta{comparison.distance_m, comparison.delta_s};
  EXPECT_NEAR(delta.own_at(comparison.timing_lines_m[1]), 0.150, 0.002);
  EXPECT_NEAR(delta.own_at(comparison.timing_lines_m[2]), 0.200, 0.002);
}

TEST(Comparison, HasASectionForEachCorner) {
  const LapTrace lap = made_lap("VER", 1);
  const std::vector<CornerMark> corners{{.name = "1", .x = 2500, .y = 30},
                                        {.name = "2", .x = 12500, .y = -20},
                                        {.name = "far", .x = 5000, .y = 9000}};
  const Comparison comparison = compare_laps(lap, made_lap("NOR", 0.99), corners);
  ASSERT_EQ(comparison.corners.size(), 2U) << "one is too far from the lap to be on it";
  EXPECT_NEAR(comparison.corners[0].distance_m, 250, 1);
  ASSERT_EQ(comparison.sections.size(), 2U);
  EXPECT_EQ(comparison.sections[1].name, "Turn 2");
  EXPECT_NEAR(comparison.sections[0].end_m, 750, 1);
  EXPECT_NEAR(comparison.sections[0].a_lowest_kmh, 90, 2);
}

}  // namespace
}  // namespace slipstream::pictures

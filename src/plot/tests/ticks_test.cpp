#include "plot/ticks.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace slipstream::plot {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> labels(const std::vector<Tick>& ticks) {
  std::vector<std::string> texts;
  for (const Tick& tick : ticks) texts.push_back(tick.label);
  return texts;
}

TEST(Ticks, AreRoundNumbersWithinTheRange) {
  EXPECT_THAT(labels(number_ticks({0, 4.3}, 5)), ElementsAre("0", "1", "2", "3", "4"));
  EXPECT_THAT(labels(number_ticks({57, 361}, 4)), ElementsAre("100", "200", "300"));
  EXPECT_THAT(labels(number_ticks({-0.5, 0.12}, 4)), ElementsAre("\u22120.4", "\u22120.2", "0.0"));
  EXPECT_THAT(labels(number_ticks({0, 100}, 2)), ElementsAre("0", "50", "100"));
}

TEST(Ticks, OnTheEndsOfTheRangeBelongToIt) {
  EXPECT_THAT(labels(number_ticks({0.1, 0.3}, 2)), ElementsAre("0.1", "0.2", "0.3"));
}

TEST(Ticks, OfWholeThingsAreWhole) {
  EXPECT_THAT(labels(whole_ticks({0, 2}, 10)), ElementsAre("0", "1", "2"));
}

TEST(Ticks, OfLapTimesAreSexagesimal) {
  EXPECT_THAT(labels(lap_time_ticks({75.4, 77.2}, 4)), ElementsAre("1:15.5", "1:16.0", "1:16.5", "1:17.0"));
  EXPECT_THAT(labels(lap_time_ticks({80, 130}, 4)), ElementsAre("1:30", "1:45", "2:00"));
}

TEST(Ticks, OfARangeWithoutLengthAreOneAtMost) { EXPECT_LE(number_ticks({3, 3}, 5).size(), 1U); }

TEST(Ticks, RoundTheFloorDown) {
  const Range range = floor_rounded({60, 360}, 6);
  EXPECT_EQ(range.low, 50);
  EXPECT_EQ(range.high, 372);
}

TEST(Numbers, HaveSignsAsPeopleWriteThem) {
  EXPECT_EQ(signed_text(0.03, 3), "+0.030");
  EXPECT_EQ(signed_text(-0.262, 3), "\u22120.262");
  EXPECT_EQ(signed_text(-0.0001, 3), "0.000");
  EXPECT_EQ(lap_time_text(76.07), "1:16.070");
  EXPECT_EQ(lap_time_text(59.999), "59.999");
  EXPECT_EQ(lap_time_text(59.9996), "1:00.000");
  EXPECT_EQ(lap_time_text(3723.5, 1), "1:02:03.5");
}

}  // namespace
}  // namespace slipstream::plot

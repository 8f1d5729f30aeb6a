#include "domain/timing.hpp"

#include <gtest/gtest.h>

namespace slipstream::domain {
namespace {

TEST(Gap, ReadsEveryNotationOfTheFeed) {
  EXPECT_EQ(parse_gap("+1.234"), Gap{GapTime{Milliseconds{1234}}});
  EXPECT_EQ(parse_gap("+113.178"), Gap{GapTime{Milliseconds{113178}}});
  EXPECT_EQ(parse_gap("+1:02.310"), Gap{GapTime{Milliseconds{62310}}});
  EXPECT_EQ(parse_gap("LAP 9"), Gap{LeaderLap{9}});
  EXPECT_EQ(parse_gap("1 L"), Gap{GapLaps{1}});
  EXPECT_EQ(parse_gap("5L"), Gap{GapLaps{5}});
  EXPECT_EQ(parse_gap("+1 LAP"), Gap{GapLaps{1}});
  EXPECT_EQ(parse_gap("+2 LAPS"), Gap{GapLaps{2}});
}

TEST(Gap, RefusesTheRest) {
  for (const char* text : {"", "1.234", "+", "L", "LAP", "LAP x", "+x.123", "+-5.000", "-1 L"}) {
    EXPECT_FALSE(parse_gap(text)) << text;
  }
}

TEST(LapTime, ReadsMinutesAndSecondsAlone) {
  EXPECT_EQ(parse_lap_time("1:17.147"), Milliseconds{77147});
  EXPECT_EQ(parse_lap_time("27.331"), Milliseconds{27331});
  for (const char* text : {"", "+1.2", "abc", "75.000", "1:75.000", "27."})
    EXPECT_FALSE(parse_lap_time(text)) << text;
}

TEST(Segments, CodesBecomeColours) {
  EXPECT_EQ(segment_status_from_code(2051), SegmentStatus::purple);
  EXPECT_EQ(segment_status_from_code(2064), SegmentStatus::pit);
  EXPECT_EQ(segment_status_from_code(2052), SegmentStatus::unknown);
}

}  // namespace
}  // namespace slipstream::domain

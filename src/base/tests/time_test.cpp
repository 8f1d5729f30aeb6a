#include "base/time.hpp"

#include <gtest/gtest.h>

namespace slipstream::base {
namespace {

using std::chrono::milliseconds;

TEST(Time, ParsesTheFeedsUtcWithAnyNumberOfDecimals) {
  EXPECT_EQ(format_wall(*parse_utc("2025-10-25T20:46:41.1110449Z")), "2025-10-25T20:46:41.111044");
  EXPECT_EQ(format_wall(*parse_utc("2025-10-25T21:00:00.13Z")), "2025-10-25T21:00:00.130000");
  EXPECT_EQ(format_wall(*parse_utc("2025-10-25T21:00:00")), "2025-10-25T21:00:00.000000");
}

TEST(Time, RoundsToMillisecondsHalfToEven) {
  EXPECT_EQ(format_utc(*parse_utc_ms("2025-10-25T20:46:41.1115Z")), "2025-10-25T20:46:41.112Z");
  EXPECT_EQ(format_utc(*parse_utc_ms("2025-10-25T20:46:41.1125Z")), "2025-10-25T20:46:41.112Z");
  EXPECT_EQ(format_utc(*parse_utc_ms("2025-12-31T23:59:59.9996Z")), "2026-01-01T00:00:00.000Z");
}

TEST(Time, RefusesWhatIsNoUtc) {
  for (const char* text :
       {"", "2025", "2025-13-01T00:00:00Z", "2025-02-30T00:00:00Z", "2025-10-25T24:00:00Z",
        "2025-10-25T20:46:41.Z", "2025-10-25T20:46:41Zx", "2025-10-25 20:46", "9999-12-31T23:59:59Z", "x"}) {
    EXPECT_FALSE(parse_utc(text)) << text;
  }
}

TEST(Time, ParsesClocks) {
  EXPECT_EQ(parse_clock("00:13:36.231"), milliseconds{816231});
  EXPECT_EQ(parse_clock("1:17.147"), milliseconds{77147});
  EXPECT_EQ(parse_clock("00:18:00"), milliseconds{1080000});
  EXPECT_EQ(parse_clock("-06:00:00"), milliseconds{-21600000});
  for (const char* text : {"", "12", "1:60", "1:2:3:4", "1:02.", "a:b"})
    EXPECT_FALSE(parse_clock(text)) << text;
}

TEST(Time, PrintsSessionTimeAsPandasDoes) {
  EXPECT_EQ(format_timedelta(SessionTime{milliseconds{5025678}}), "0 days 01:23:45.678000");
  EXPECT_EQ(format_timedelta(SessionTime{milliseconds{90000000}}), "1 days 01:00:00.000000");
  EXPECT_EQ(format_timedelta(SessionTime{milliseconds{-500}}), "-1 days +23:59:59.500000");
}

TEST(Time, PrintsForPeople) {
  EXPECT_EQ(format_session_time(SessionTime{milliseconds{5025678}}), "1:23:45.678");
  EXPECT_EQ(format_session_time(SessionTime{milliseconds{-500}}), "-0:00:00.500");
}

}  // namespace
}  // namespace slipstream::base

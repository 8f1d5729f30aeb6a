#include "store/log_position.hpp"

#include <gtest/gtest.h>

namespace slipstream::store {
namespace {

TEST(LogPosition, IsTextAndBack) {
  LogPosition position;
  position.set_run_id("01JRUN/with a slash");
  position.advance({Input::telemetry, 3, 41});
  position.advance({Input::telemetry, 0, 7});
  position.advance({Input::session, 0, 0});
  EXPECT_EQ(position.to_string(), "01JRUN/with a slash/t8,0,0,42/s1/a");
  EXPECT_EQ(LogPosition::parse(position.to_string()), position);
}

TEST(LogPosition, RefusesAnythingElse) {
  for (const char* text : {"", "run", "run/t1/s2", "run/s1/t2/a3", "run/t-1/s/a", "run/tx/s/a",
                           "run/t1/s2/a3,x", "run/t1/s2/a99999999999999999999"}) {
    EXPECT_EQ(LogPosition::parse(text), std::nullopt) << text;
  }
}

TEST(LogPosition, CoversWhatHasBeenRead) {
  LogPosition one;
  one.advance({Input::telemetry, 1, 10});
  LogPosition other;
  EXPECT_TRUE(one.covers(other));
  other.advance({Input::telemetry, 1, 10});
  EXPECT_TRUE(one.covers(other));
  other.advance({Input::alerts, 2, 0});
  EXPECT_FALSE(one.covers(other));
  one.merge(other);
  EXPECT_TRUE(one.covers(other));
  EXPECT_EQ(one.to_string(), "/t0,11/s/a0,0,1");
}

}  // namespace
}  // namespace slipstream::store

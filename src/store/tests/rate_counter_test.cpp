#include "store/rate_counter.hpp"

#include <gtest/gtest.h>

namespace slipstream::store {
namespace {

WallTime at(double seconds) {
  return WallTime{std::chrono::microseconds{static_cast<std::int64_t>(seconds * 1e6)}};
}

TEST(RateCounter, AveragesOverTheWindow) {
  RateCounter rate(std::chrono::seconds{10});
  EXPECT_EQ(rate.per_second(at(5)), 0);
  rate.add(at(100), 30);
  EXPECT_EQ(rate.per_second(at(100.5)), 30) << "one second has been seen";
  for (int s = 101; s < 120; ++s) rate.add(at(s), 20);
  EXPECT_EQ(rate.per_second(at(119)), 20);
  EXPECT_EQ(rate.per_second(at(124)), 10) << "half of the window is silent";
  EXPECT_EQ(rate.per_second(at(500)), 0);
  rate.add(at(1000), 50);
  EXPECT_EQ(rate.per_second(at(1000)), 5);
}

}  // namespace
}  // namespace slipstream::store

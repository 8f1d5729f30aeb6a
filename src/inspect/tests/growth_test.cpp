#include "inspect/growth.hpp"

#include <gtest/gtest.h>

namespace slipstream::inspect {
namespace {

using namespace std::chrono_literals;

class GrowthTest : public ::testing::Test {
 protected:
  std::optional<double> note(std::int64_t end, std::chrono::milliseconds at) {
    return growth_.note("t", end, Growth::Clock::time_point{1h + at});
  }
  Growth growth_;
};

TEST_F(GrowthTest, IsUnknownAtTheFirstLook) {
  EXPECT_EQ(note(1000, 0s), std::nullopt);
  EXPECT_EQ(note(1010, 2s), 5.0);
  EXPECT_EQ(note(1010, 4s), 2.5);
  EXPECT_EQ(growth_.note("other", 7, Growth::Clock::time_point{1h}), std::nullopt);
}

TEST_F(GrowthTest, IsThatOfTheLastSeconds) {
  for (int second = 0; second <= 20; ++second) note(second < 10 ? 0 : (second - 10) * 3, second * 1s);
  EXPECT_EQ(note(33, 21s), 3.0);
}

TEST_F(GrowthTest, IsUnknownAfterALongTimeAndOfANewTopic) {
  note(1000, 0s);
  EXPECT_EQ(note(1120, 60s), 2.0);
  EXPECT_EQ(note(2000, 121s), std::nullopt);
  EXPECT_EQ(note(5, 122s), std::nullopt) << "deleted and made again";
  EXPECT_EQ(note(8, 123s), 3.0);
}

}  // namespace
}  // namespace slipstream::inspect

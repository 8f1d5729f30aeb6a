#include "store/extremes.hpp"

#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace slipstream::store {
namespace {

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();

Extremes by_hand(const std::vector<float>& values) {
  Extremes best;
  for (std::uint32_t i = 0; i < values.size(); ++i) {
    if (std::isnan(values[i])) continue;
    if (best.min_at == Extremes::kNone || values[i] < best.min) best.min = values[best.min_at = i];
    if (best.max_at == Extremes::kNone || values[i] > best.max) best.max = values[best.max_at = i];
  }
  return best;
}

TEST(Extremes, AreThoseOfAPlainSearchForEveryLengthAndHole) {
  std::mt19937 random(7);
  for (std::size_t length = 0; length < 70; ++length) {
    for (int round = 0; round < 50; ++round) {
      std::vector<float> values(length);
      for (float& value : values) value = random() % 4 == 0 ? kNaN : static_cast<float>(random() % 9) - 4;
      const Extremes expected = by_hand(values);
      const Extremes found = find_extremes(values);
      ASSERT_EQ(found.min_at, expected.min_at) << length;
      ASSERT_EQ(found.max_at, expected.max_at) << length;
    }
  }
}

TEST(Extremes, ThereAreNoneWithoutValues) {
  EXPECT_EQ(find_extremes({}).min_at, Extremes::kNone);
  EXPECT_EQ(find_extremes(std::vector<float>(9, kNaN)).max_at, Extremes::kNone);
}

TEST(Extremes, InfinitiesCount) {
  const float infinity = std::numeric_limits<float>::infinity();
  const std::vector<float> values{1, 2, -infinity, 3, 4, infinity, 5, 6};
  EXPECT_EQ(find_extremes(values).min_at, 2U);
  EXPECT_EQ(find_extremes(values).max_at, 5U);
}

}  // namespace
}  // namespace slipstream::store

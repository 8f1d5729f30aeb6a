#include "domain/patch.hpp"

#include <gtest/gtest.h>

namespace slipstream::domain {
namespace {

TEST(Patch, AppliesWhatIsMentionedAndTellsWhatChanged) {
  std::optional<int> field = 3;
  EXPECT_FALSE(Patch<int>{}.apply_to(field));
  EXPECT_EQ(field, 3);
  EXPECT_FALSE(Patch<int>{3}.apply_to(field));
  EXPECT_TRUE(Patch<int>{4}.apply_to(field));
  EXPECT_EQ(field, 4);
  EXPECT_TRUE(Patch<int>{std::nullopt}.apply_to(field));
  EXPECT_EQ(field, std::nullopt);
  EXPECT_FALSE(Patch<int>{std::nullopt}.apply_to(field));
}

}  // namespace
}  // namespace slipstream::domain

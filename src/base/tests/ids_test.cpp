#include "base/ids.hpp"

#include <set>

#include <gtest/gtest.h>

namespace slipstream::base {
namespace {

TEST(Ids, UlidsAreDistinctAndWellFormed) {
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    const std::string id = new_ulid();
    EXPECT_EQ(id.size(), 26U);
    EXPECT_EQ(id.find_first_not_of("0123456789ABCDEFGHJKMNPQRSTVWXYZ"), std::string::npos);
    seen.insert(id);
  }
  EXPECT_EQ(seen.size(), 1000U);
}

TEST(Ids, NameUuidsRepeat) {
  const std::string id = name_uuid("run/high_speed/VER/5025678");
  EXPECT_EQ(id, name_uuid("run/high_speed/VER/5025678"));
  EXPECT_NE(id, name_uuid("run/high_speed/VER/5025679"));
  EXPECT_EQ(id.size(), 36U);
  EXPECT_EQ(id[14], '5');
}

}  // namespace
}  // namespace slipstream::base

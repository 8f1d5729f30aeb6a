#include "table/arrow_schema.hpp"

#include <gtest/gtest.h>

#include "base/base64.hpp"

namespace slipstream::table {
namespace {

using namespace std::chrono_literals;

/// What pyarrow 26 writes for a table of a: duration[ms], b: string, c: duration[ns].
constexpr std::string_view kFromPyarrow =
    "/////8gAAAAQAAAAAAAKAAwABgAFAAgACgAAAAABBAAMAAAACAAIAAAABAAIAAAABAAAAAMAAABsAAAANAAAAAQAAACw////AAAB"
    "EhAAAAAYAAAABAAAAAAAAAABAAAAYwAGAAgABgAGAAAAAAADANz///8AAAEFEAAAABQAAAAEAAAAAAAAAAEAAABiAAAAzP///xAA"
    "FAAIAAYABwAMAAAAEAAQAAAAAAABEhAAAAAYAAAABAAAAAAAAAABAAAAYQAAAAQABAAEAAAAAAAAAA==";

TEST(ArrowSchema, ReadsDurationsOfPyarrow) {
  const auto durations = durations_of_arrow_schema(kFromPyarrow);
  ASSERT_TRUE(durations);
  ASSERT_EQ(durations->size(), 2U);
  EXPECT_EQ(durations->at(0).name, "a");
  EXPECT_EQ(durations->at(0).unit, 1ms);
  EXPECT_EQ(durations->at(1).name, "c");
  EXPECT_EQ(durations->at(1).unit, 1ns);
}

TEST(ArrowSchema, ReadsItsOwn) {
  Table columns;
  for (const Type type :
       {Type::boolean, Type::int64, Type::float64, Type::text, Type::timestamp, Type::duration}) {
    columns.add(std::string{name_of(type)}, type);
  }
  const auto durations = durations_of_arrow_schema(encode_arrow_schema(columns));
  ASSERT_TRUE(durations);
  ASSERT_EQ(durations->size(), 1U);
  EXPECT_EQ(durations->front().name, "duration");
  EXPECT_EQ(durations->front().unit, 1ns);
}

TEST(ArrowSchema, CutAnywhereItIsRefusedOrLacksFields) {
  const auto whole = base::decode_base64(kFromPyarrow);
  ASSERT_TRUE(whole);
  for (std::size_t size = 0; size < whole->size(); ++size) {
    const auto durations = durations_of_arrow_schema(base::encode_base64(whole->substr(0, size)));
    if (durations) {
      EXPECT_LE(durations->size(), 2U);
    }
  }
  EXPECT_FALSE(durations_of_arrow_schema(""));
  EXPECT_FALSE(durations_of_arrow_schema("no base64!"));
}

TEST(Base64, RoundTrip) {
  for (const std::string_view bytes : {"", "a", "ab", "abc", "abcd", "\xff\xfe\xfd"}) {
    EXPECT_EQ(base::decode_base64(base::encode_base64(bytes)), bytes);
  }
  EXPECT_EQ(base::encode_base64("Slipstream"), "U2xpcHN0cmVhbQ==");
  EXPECT_FALSE(base::decode_base64("abcde"));
  EXPECT_FALSE(base::decode_base64("a*bc"));
}

}  // namespace
}  // namespace slipstream::table

#include "domain/session.hpp"
#include "domain/replay.hpp"

#include <gtest/gtest.h>

namespace slipstream::domain {
namespace {

TEST(SessionKey, IsMadeOfDateMeetingAndName) {
  EXPECT_EQ(make_session_key("2025-10-25T15:00:00", "Mexico City Grand Prix", "Qualifying"),
            "2025-10-25_mexico-city_qualifying");
  EXPECT_EQ(make_session_key("2024-11-03", "São Paulo Grand Prix", "Sprint Qualifying"),
            "2024-11-03_s-o-paulo_sprint-qualifying");
  EXPECT_EQ(make_session_key("", "", "Race"), "race");
}

TEST(ReplaySpeed, TakesFactorsAndMax) {
  EXPECT_EQ(parse_speed("10"), ReplaySpeed{10.0});
  EXPECT_EQ(parse_speed("0.5x"), ReplaySpeed{0.5});
  EXPECT_EQ(parse_speed("max"), ReplaySpeed{std::nullopt});
  for (const char* text : {"", "0", "0.01", "1001", "-1", "fast", "nan", "1 x"})
    EXPECT_FALSE(parse_speed(text)) << text;
}

TEST(ReplayPart, TakesOneOfSeveral) {
  EXPECT_EQ(parse_part("2/4"), (ReplayPart{2, 4}));
  EXPECT_EQ(parse_part("1/1"), ReplayPart{});
  for (const char* text : {"", "2", "2/", "/4", "0/4", "5/4", "-1/4", "2/4x", "1/101", "1/2/3"})
    EXPECT_FALSE(parse_part(text)) << text;
  EXPECT_TRUE((ReplayPart{2, 4}.has(5)));
  EXPECT_FALSE((ReplayPart{2, 4}.has(2)));
}

}  // namespace
}  // namespace slipstream::domain

#include "table/duration_text.hpp"

#include <gtest/gtest.h>

namespace slipstream::table {
namespace {

using namespace std::chrono_literals;

struct Spelling {
  std::string_view text;
  std::optional<std::chrono::nanoseconds> duration;
};

TEST(DurationText, ReadsWhatTablesWrite) {
  const Spelling spellings[] = {
      {"0 days 00:01:17.147000", 77147ms},
      {"0 days 00:01:17.147000001", 77147000001ns},
      {"-1 days +23:59:59.500000", -500ms},
      {"2 days", 48h},
      {"1 day 01:00:00", 25h},
      {"01:23:45", 1h + 23min + 45s},
      {"1:17.147", 77147ms},
      {"77.147", 77147ms},
      {"-0.5", -500ms},
      {"3", 3s},
      {"0.0000000010", 1ns},
      {"", std::nullopt},
      {"-", std::nullopt},
      {"SOFT", std::nullopt},
      {"days", std::nullopt},
      {"1 days 2", 24h + 2s},
      {"1 dayz", std::nullopt},
      {"1:60", std::nullopt},
      {"1:2:3:4", std::nullopt},
      {"77.1x", std::nullopt},
      {"0.0000000001", std::nullopt},
      {"99999999999 days", std::nullopt},
      {"9999999999999999999999", std::nullopt},
  };
  for (const Spelling& spelling : spellings) {
    EXPECT_EQ(parse_duration(spelling.text), spelling.duration) << spelling.text;
  }
}

TEST(DurationText, NumbersMayBeSomethingElse) {
  EXPECT_TRUE(is_duration_text("1:17.147"));
  EXPECT_TRUE(is_duration_text("0 days 00:00:01"));
  EXPECT_FALSE(is_duration_text("77.147"));
  EXPECT_FALSE(is_duration_text("dry"));
}

}  // namespace
}  // namespace slipstream::table

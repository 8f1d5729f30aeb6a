#include "library/session_search.hpp"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace slipstream::library {
namespace {

using ::testing::HasSubstr;

SessionEntry session(std::string_view date, std::string_view meeting, std::string_view name,
                     std::string_view country = {}, std::string_view circuit = {}) {
  SessionEntry entry;
  entry.info.key = domain::make_session_key(date, meeting, name);
  entry.info.meeting = meeting;
  entry.info.name = name;
  entry.info.country = country;
  entry.info.circuit = circuit;
  return entry;
}

const std::vector<SessionEntry> kLibrary{
    session("2018-04-29", "Azerbaijan Grand Prix", "Race", "Azerbaijan", "Baku"),
    session("2025-05-02", "Miami Grand Prix", "Sprint Qualifying", "United States", "Miami"),
    session("2025-05-03", "Miami Grand Prix", "Sprint", "United States", "Miami"),
    session("2025-05-03", "Miami Grand Prix", "Qualifying", "United States", "Miami"),
    session("2025-05-04", "Miami Grand Prix", "Race", "United States", "Miami"),
    session("2025-10-25", "Mexico City Grand Prix", "Qualifying", "Mexico", "Mexico City"),
};

TEST(SessionSearch, FindsByWords) {
  struct Case {
    std::string_view words, key;
  };
  const std::vector<Case> cases{
      {"2025 Mexico City Qualifying", "2025-10-25_mexico-city_qualifying"},
      {"2025 Mexico City Grand Prix Qualifying", "2025-10-25_mexico-city_qualifying"},
      {"mexico quali", "2025-10-25_mexico-city_qualifying"},
      {"Mexcio City", "2025-10-25_mexico-city_qualifying"},
      {"2018 Baku", "2018-04-29_azerbaijan_race"},
      {"2018", "2018-04-29_azerbaijan_race"},
      {"azerbaijan gp", "2018-04-29_azerbaijan_race"},
      {"2025 Miami Sprint", "2025-05-03_miami_sprint"},
      {"miami sprint qualifying", "2025-05-02_miami_sprint-qualifying"},
      {"2025 Miami Qualifying", "2025-05-03_miami_qualifying"},
      {"MIAMI RACE 2025", "2025-05-04_miami_race"},
  };
  for (const Case& c : cases) {
    const auto found = find_by_words(kLibrary, c.words);
    ASSERT_TRUE(found) << c.words << ": " << found.error().to_string();
    EXPECT_EQ(found->key(), c.key) << c.words;
  }
}

TEST(SessionSearch, KnowsASlipFromAName) {
  EXPECT_TRUE(fits_exactly(kLibrary.back(), "2025 Mexico City Quali"));
  EXPECT_FALSE(fits_exactly(kLibrary.back(), "2025 Mexcio City Qualifying"));
  EXPECT_FALSE(fits_exactly(kLibrary.back(), "2025 Mexico Race"));
}

TEST(SessionSearch, SaysWhatItCouldMean) {
  const auto found = find_by_words(kLibrary, "2025 race qualifying");
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, ErrorCode::not_found);
  const auto two = find_by_words(kLibrary, "qualifying");
  ASSERT_FALSE(two);
  EXPECT_EQ(two.error().code, ErrorCode::invalid_argument);
  EXPECT_THAT(two.error().message,
              HasSubstr("2025-05-03_miami_qualifying, 2025-10-25_mexico-city_qualifying"));
}

TEST(SessionSearch, NamesTheNearest) {
  const auto found = find_by_words(kLibrary, "2024 Mexico Race");
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, ErrorCode::not_found);
  EXPECT_THAT(found.error().message, HasSubstr("nearest in the library: 2025-10-25_mexico-city_qualifying"));
  const auto empty = find_by_words({}, "2024 Mexico Race");
  ASSERT_FALSE(empty);
  EXPECT_THAT(empty.error().message, HasSubstr("slipstream import"));
  EXPECT_FALSE(find_by_words(kLibrary, ""));
  EXPECT_FALSE(find_by_words(kLibrary, "the grand prix"));
}

TEST(SessionSearch, FindsByKeyAndUniquePrefix) {
  const auto key = find_by_key(kLibrary, "2025-05-03_miami_sprint");
  ASSERT_TRUE(key && *key);
  EXPECT_EQ((*key)->key(), "2025-05-03_miami_sprint");
  const auto prefix = find_by_key(kLibrary, "2025-10");
  ASSERT_TRUE(prefix && *prefix);
  EXPECT_EQ((*prefix)->key(), "2025-10-25_mexico-city_qualifying");
  const auto several = find_by_key(kLibrary, "2025-05-03");
  ASSERT_FALSE(several);
  EXPECT_EQ(several.error().code, ErrorCode::invalid_argument);
  const auto none = find_by_key(kLibrary, "2019");
  ASSERT_TRUE(none);
  EXPECT_FALSE(*none);
  const auto nothing = find_by_key(kLibrary, "");
  ASSERT_TRUE(nothing);
  EXPECT_FALSE(*nothing);
}

}  // namespace
}  // namespace slipstream::library

#include "library/official/season.hpp"

#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "library/official/season_search.hpp"
#include "library/official/site_url.hpp"

namespace slipstream::library {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const std::filesystem::path kOfficial = std::filesystem::path{SLIPSTREAM_TEST_DATA} / "official";

std::string file_text(const std::string& name) {
  std::ostringstream text;
  text << std::ifstream{kOfficial / name}.rdbuf();
  return text.str();
}

Season season() { return *read_season(file_text("season.json"), 2023, "season.json"); }

TEST(Season, ReadsTheIndex) {
  const Season read = season();
  ASSERT_EQ(read.meetings.size(), 16U);
  const SeasonMeeting& mexico = read.meetings[12];
  EXPECT_EQ(mexico.name, "Mexico City Grand Prix");
  EXPECT_EQ(mexico.number, 20);
  EXPECT_EQ(mexico.country_code, "MEX");
  EXPECT_EQ(mexico.last_day(), "2023-10-29");
  ASSERT_EQ(mexico.sessions.size(), 5U);
  EXPECT_EQ(mexico.sessions[3].path, "2023/2023-10-29_Mexico_City_Grand_Prix/2023-10-28_Qualifying/");
  EXPECT_EQ(read.meetings[0].number, std::nullopt);
}

TEST(Season, LeavesOutWhatIsOddAndRefusesWhatIsNoIndex) {
  const auto odd = read_season(
      R"({"Meetings":[7,{"Name":"A","Number":"x","Country":[],"Sessions":[{"Name":"Race","Path":"../../etc"},
          {"Name":"Sprint","Path":"2023/ok"},{"Name":"Q","Path":"http://elsewhere/"},{},null]},{"Sessions":5}]})",
      2023, "x");
  ASSERT_TRUE(odd) << odd.error().to_string();
  ASSERT_EQ(odd->meetings.size(), 1U);
  EXPECT_EQ(odd->meetings[0].sessions[0].path, "");
  EXPECT_EQ(odd->meetings[0].sessions[1].path, "2023/ok/");
  EXPECT_EQ(odd->meetings[0].sessions[2].path, "");
  EXPECT_EQ(odd->meetings[0].sessions.size(), 3U);
  for (const char* wrong : {"", "[]", "<html>login</html>", "{}", R"({"Meetings":{}})"}) {
    const auto read = read_season(wrong, 2023, "http://site/2023/Index.json");
    ASSERT_FALSE(read) << wrong;
    EXPECT_EQ(read.error().code, ErrorCode::invalid_input);
    EXPECT_EQ(read.error().where, "http://site/2023/Index.json");
  }
}

TEST(Season, ReadsASessionsIndex) {
  const auto names = read_session_index(
      R"({"Feeds":{"A":{"KeyFramePath":"A.json","StreamPath":"A.jsonStream"},"B":{"StreamPath":"../B.jsonStream"},
          "C":{"StreamPath":".jsonStream"},"D":{"StreamPath":"D.exe"},"E":5,"F":{"StreamPath":"A.jsonStream"}}})",
      "x");
  ASSERT_TRUE(names);
  EXPECT_THAT(*names, ElementsAre("A.jsonStream"));
  EXPECT_FALSE(read_session_index(R"({"Feeds":[]})", "x"));
}

TEST(SeasonSearch, UnderstandsWhatPeopleWrite) {
  const Season read = season();
  std::ifstream cases{kOfficial / "words.txt"};
  std::size_t count = 0;
  for (std::string line; std::getline(cases, line);) {
    const auto arrow = line.find(" -> ");
    if (line.starts_with('#') || arrow == std::string::npos) continue;
    const auto chosen = choose_session(read, line.substr(0, arrow));
    ASSERT_TRUE(chosen) << line << ": " << chosen.error().to_string();
    EXPECT_EQ(chosen->key(), line.substr(arrow + 4)) << line;
    ++count;
  }
  EXPECT_GT(count, 20U);
}

TEST(SeasonSearch, SaysWhatItCannotMean) {
  struct Case {
    std::string_view words;
    ErrorCode code;
    std::string_view says;
  };
  const Season read = season();
  for (const Case& c : {
           Case{"Monakko Race Weekend", ErrorCode::not_found, "has no session \"race weekend\""},
           {"Nürburgring Race", ErrorCode::not_found, "the nearest:"},
           {"Monaco Sprint", ErrorCode::not_found,
            "it has: Practice 1, Practice 2, Practice 3, Qualifying, Race"},
           {"Monaco", ErrorCode::invalid_argument, "which session of the Monaco Grand Prix 2023?"},
           {"USA Race", ErrorCode::invalid_argument,
            "could be 3 of 2023: Miami Grand Prix Race, United States Grand Prix Race, Las Vegas Grand Prix "
            "Race"},
           {"Monaco Practice", ErrorCode::invalid_argument, "Monaco Grand Prix Practice 1"},
           {"Abu Dhabi Race", ErrorCode::not_found, "does not have it yet"},
           {"", ErrorCode::not_found, "the nearest"},
       }) {
    const auto chosen = choose_session(read, c.words);
    ASSERT_FALSE(chosen) << c.words;
    EXPECT_EQ(chosen.error().code, c.code) << c.words;
    EXPECT_THAT(chosen.error().message, HasSubstr(c.says));
  }
  EXPECT_THAT(choose_session(Season{2050, {}}, "Monaco Race").error().message, HasSubstr("2050"));
}

TEST(SiteUrl, EscapesWhatAUrlMayNotHold) {
  EXPECT_EQ(site_url("http://h/static", "2024/S\xC3\xA3o_Paulo/a b?"),
            "http://h/static/2024/S%C3%A3o_Paulo/a%20b%3F");
  EXPECT_EQ(site_url("http://h/static/", "x"), "http://h/static/x");
}

}  // namespace
}  // namespace slipstream::library

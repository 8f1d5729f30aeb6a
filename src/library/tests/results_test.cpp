#include "library/official/results.hpp"

#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/temp_dir.hpp"

namespace slipstream::library {
namespace {

using std::chrono::milliseconds;
using ::testing::ElementsAre;

std::string api_answer(const std::string& name) {
  std::ostringstream text;
  text << std::ifstream{std::filesystem::path{SLIPSTREAM_TEST_DATA} / "official" / name}.rdbuf();
  return text.str();
}

TEST(OfficialResults, ReadsARace) {
  const auto read = read_results(api_answer("results.json"), ResultsKind::race, "x");
  ASSERT_TRUE(read && *read);
  const OfficialResults& results = **read;
  EXPECT_EQ(results.season, 2025);
  EXPECT_EQ(results.round, 20);
  EXPECT_EQ(results.date, "2025-10-26");
  ASSERT_EQ(results.rows.size(), 3U);
  EXPECT_EQ(results.rows[0], (domain::OfficialResult{.driver_number = 4,
                                                     .driver_id = "NOR",
                                                     .name = "Lando Norris",
                                                     .team = "McLaren",
                                                     .api_driver = "norris",
                                                     .api_team = "mclaren",
                                                     .position = 1,
                                                     .classified = "1",
                                                     .status = "Finished",
                                                     .grid = 1,
                                                     .laps = 71,
                                                     .points = 25,
                                                     .time = milliseconds{5'878'574},
                                                     .fastest_lap = milliseconds{80'500},
                                                     .parts = {}}));
  EXPECT_EQ(results.rows[1].fastest_lap, std::nullopt);
  EXPECT_EQ(results.rows[2].classified, "R");
  EXPECT_EQ(results.rows[2].grid, 0);
  EXPECT_EQ(results.rows[2].time, std::nullopt);
}

TEST(OfficialResults, ReadsAQualifying) {
  const auto read = read_results(api_answer("qualifying.json"), ResultsKind::qualifying, "x");
  ASSERT_TRUE(read && *read);
  const auto& rows = (**read).rows;
  EXPECT_THAT(rows[0].parts, ElementsAre(milliseconds{76'899}, milliseconds{76'252}, milliseconds{75'586}));
  EXPECT_THAT(rows[1].parts, ElementsAre(milliseconds{77'167}, milliseconds{76'816}, std::nullopt));
  EXPECT_THAT(rows[2].parts, ElementsAre(std::nullopt, std::nullopt, std::nullopt));
  EXPECT_EQ(rows[0].points, std::nullopt);
}

TEST(OfficialResults, NotPublishedIsNoError) {
  for (const char* empty :
       {R"({"MRData":{"RaceTable":{"Races":[]}}})", R"({"MRData":{"RaceTable":{"Races":[{}]}}})",
        R"({"MRData":{"RaceTable":{"Races":[{"Results":[{"number":"x"}]}]}}})"}) {
    const auto read = read_results(empty, ResultsKind::race, "x");
    ASSERT_TRUE(read) << empty;
    EXPECT_FALSE(*read) << empty;
  }
  EXPECT_EQ(read_results("{}", ResultsKind::race, "x").error().code, ErrorCode::invalid_input);
  EXPECT_EQ(read_results("no", ResultsKind::race, "x").error().code, ErrorCode::invalid_input);
}

TEST(OfficialResults, FindsTheRoundByItsDay) {
  const std::string year = R"({"MRData":{"RaceTable":{"Races":[{"round":"20","date":"2025-10-26"},
      {"round":"22","date":"2025-11-23"},{"round":"x","date":"2025-12-07"},{"round":"7"}]}}})";
  EXPECT_EQ(*read_round(year, "2025-10-26", "x"), 20);
  EXPECT_EQ(*read_round(year, "2025-11-22", "x"), 22);  // Las Vegas: a day later in UTC
  EXPECT_EQ(*read_round(year, "2025-11-20", "x"), std::nullopt);
  EXPECT_EQ(*read_round(year, "2025-12-07", "x"), std::nullopt);
  EXPECT_EQ(*read_round(year, "", "x"), std::nullopt);
}

TEST(OfficialResults, AreKeptBesideTheSession) {
  const slipstream::testing::TempDir folder;
  EXPECT_EQ(*official_results(folder.path()), std::nullopt);
  std::ofstream{results_file(folder.path())}
      << write_results(api_answer("qualifying.json"), ResultsKind::qualifying, "http://api/q");
  const auto kept = official_results(folder.path());
  ASSERT_TRUE(kept) << kept.error().to_string();
  ASSERT_TRUE(*kept);
  EXPECT_EQ((**kept).kind, ResultsKind::qualifying);
  EXPECT_EQ((**kept).rows.size(), 3U);
  std::ofstream{results_file(folder.path())} << R"({"format":2,"kind":"race"})";
  EXPECT_EQ(official_results(folder.path()).error().code, ErrorCode::invalid_input);
}

TEST(OfficialResults, OnlyRacesAndQualifyingHaveThem) {
  EXPECT_EQ(results_kind("Race"), ResultsKind::race);
  EXPECT_EQ(results_kind("Sprint"), ResultsKind::sprint);
  EXPECT_EQ(results_kind("Sprint Qualifying"), std::nullopt);
  EXPECT_EQ(results_kind("Practice 1"), std::nullopt);
}

}  // namespace
}  // namespace slipstream::library

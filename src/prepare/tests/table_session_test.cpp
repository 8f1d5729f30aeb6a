/// Tables as sessions. data/same_table holds one table in many spellings, data/bad_tables tables with the
/// texts that their refusal must have.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "prepare/read_session.hpp"
#include "source/session_table/table_name.hpp"

namespace slipstream::prepare {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

std::filesystem::path table_file(const std::string& name) {
  return std::filesystem::path{SLIPSTREAM_TEST_DATA} / name;
}

std::vector<std::string> tables_in(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& file : std::filesystem::directory_iterator{table_file(folder)}) {
    const bool is_table = file.path().extension() != ".expected";
    if (is_table) names.push_back(folder + "/" + file.path().filename().string());
  }
  std::ranges::sort(names);
  return names;
}

std::string case_name(const ::testing::TestParamInfo<std::string>& info) {
  return std::filesystem::path{info.param}.stem().string();
}

PreparedSession read_table(const std::string& name) {
  auto session = read_session(table_file(name));
  EXPECT_TRUE(session) << session.error().to_string();
  return session ? std::move(*session) : PreparedSession{};
}

/// The bodies of all messages of one kind, in their order.
template <class Body>
std::vector<Body> bodies(const PreparedSession& session) {
  std::vector<Body> found;
  for (const domain::SessionMessage& message : session.messages()) {
    if (const auto* body = std::get_if<Body>(&message.body)) found.push_back(*body);
  }
  return found;
}

class SameTable : public ::testing::TestWithParam<std::string> {};

TEST_P(SameTable, IsTheSameSession) {
  const PreparedSession plain = read_table("same_table/plain.csv");
  const PreparedSession other = read_table(GetParam());
  ASSERT_EQ(other.record_count(), 7U);
  for (std::size_t i = 0; i < plain.record_count(); ++i) EXPECT_EQ(other.record(i), plain.record(i)) << i;
  EXPECT_EQ(bodies<domain::Lap>(other), bodies<domain::Lap>(plain));
  EXPECT_EQ(bodies<domain::Stint>(other), bodies<domain::Stint>(plain));
  EXPECT_EQ(bodies<domain::TimingUpdate>(other), bodies<domain::TimingUpdate>(plain));
}
INSTANTIATE_TEST_SUITE_P(Spellings, SameTable, ::testing::ValuesIn(tables_in("same_table")), case_name);

class BadTable : public ::testing::TestWithParam<std::string> {};

TEST_P(BadTable, IsRefusedWithPlaceAndRemedy) {
  const auto session = read_session(table_file(GetParam()));
  ASSERT_FALSE(session);
  EXPECT_EQ(session.error().code, ErrorCode::invalid_input);
  const std::string message = session.error().to_string();
  EXPECT_THAT(message, HasSubstr(std::filesystem::path{GetParam()}.filename().string()));
  std::ifstream expected{table_file(GetParam()).replace_extension(".expected")};
  ASSERT_TRUE(expected);
  for (std::string part; std::getline(expected, part);) EXPECT_THAT(message, HasSubstr(part));
}
INSTANTIATE_TEST_SUITE_P(Refusals, BadTable, ::testing::ValuesIn(tables_in("bad_tables")), case_name);

TEST(TableSession, NeighbouringLapsShareAnInstantWhichIsTheLaterLaps) {
  const PreparedSession session = read_table("tables/dutch_2025_race.csv");
  ASSERT_EQ(session.record_count(), 7U) << "10 rows, 2 shared instants, 1 without a value";
  EXPECT_EQ(session.report().repeated_rows, 2U);
  EXPECT_EQ(session.empty_rows(), 1U);
  std::vector<int> laps;
  for (std::size_t i = 0; i < session.record_count(); ++i) laps.push_back(*session.record(i).lap_number);
  EXPECT_THAT(laps, ElementsAre(1, 1, 2, 2, 3, 3, 3));
  EXPECT_EQ(session.record(2).distance_m, 0.0);
  EXPECT_EQ(session.lap_start(2), SessionTime{Milliseconds{101'000}});
}

TEST(TableSession, SentinelsAreMissingAndCounted) {
  const PreparedSession session = read_table("tables/dutch_2025_race.csv");
  EXPECT_EQ(session.record(1).throttle_pct, std::nullopt);
  EXPECT_EQ(session.record(1).x, std::nullopt);
  EXPECT_EQ(session.record(1).brake_pct, 0.0);
  EXPECT_THAT(session.report().missing_values, UnorderedElementsAre(Pair("throttle", 1), Pair("position", 1)))
      << "the gear of 128 is on a row that is not kept";
}

TEST(TableSession, LapsAreWhatTheColumnsSay) {
  const auto laps = bodies<domain::Lap>(read_table("tables/dutch_2025_race.csv"));
  ASSERT_EQ(laps.size(), 3U);
  EXPECT_EQ(laps[0].lap_time, std::nullopt);
  EXPECT_EQ(laps[0].lap_start, SessionTime{Milliseconds{100'000}});
  EXPECT_EQ(laps[0].lap_end, SessionTime{Milliseconds{101'000}}) << "where the next one starts";
  EXPECT_EQ(laps[1].lap_time, Milliseconds{1250});
  EXPECT_EQ(laps[1].lap_end, SessionTime{Milliseconds{102'250}});
  EXPECT_EQ(laps[1].track_status, "12");
  EXPECT_EQ(laps[1].compound, domain::Compound::soft);
  EXPECT_EQ(laps[2].lap_end, std::nullopt) << "nothing says it";
  EXPECT_TRUE(laps[2].final);
}

TEST(TableSession, PositionsAndTrackStatusesAreKnownOnlyFromWhenTheyAre) {
  const PreparedSession session = read_table("tables/dutch_2025_race.csv");
  EXPECT_EQ(session.record(0).position, std::nullopt) << "2 is the position at the end of lap 1";
  EXPECT_EQ(session.record(2).position, 2);
  EXPECT_EQ(session.record(4).position, 1);
  EXPECT_EQ(session.record(0).track_status, '1');
  EXPECT_EQ(session.record(2).track_status, std::nullopt) << "1, then 2, at an instant that is not told";
}

TEST(TableSession, StintsBeginWithTheAgeTheTyresHadBefore) {
  const auto stints = bodies<domain::Stint>(read_table("tables/dutch_2025_race.csv"));
  ASSERT_EQ(stints.size(), 4U) << "each when it begins and when it is over";
  EXPECT_EQ(stints[0].tyre_life_at_start, 0);
  const auto second = std::ranges::find(stints, 2, &domain::Stint::stint);
  EXPECT_EQ(second->compound, domain::Compound::hard);
  EXPECT_EQ(second->tyre_life_at_start, 5);
  EXPECT_EQ(second->start_lap, 3);
  EXPECT_EQ(stints.back().laps, 1);
}

TEST(TableSession, WhatATableDoesNotHaveIsSaid) {
  const PreparedSession session = read_table("tables/dutch_2025_race.csv");
  EXPECT_EQ(session.zero(), std::nullopt);
  EXPECT_EQ(session.record(0).date, std::nullopt);
  EXPECT_EQ(session.record(0).rpm, std::nullopt);
  EXPECT_EQ(session.car_sample_rate_hz(), std::nullopt);
  for (const char* what : {"UTC", "rpm", "DRS", "weather", "race control"}) {
    EXPECT_THAT(session.report().missing_topics, Contains(what));
  }
  EXPECT_THAT(session.report().missing_topics, Not(Contains("speed")));
}

TEST(TableSession, TheExistingPipelinesOwnExport) {
  const PreparedSession session = read_table("tables/existing_pipeline.csv");
  ASSERT_EQ(session.record_count(), 7U);
  EXPECT_EQ(base::format_utc(*session.zero()), "2024-05-26T13:00:00.000Z");
  EXPECT_EQ(session.time_to_next(0), Milliseconds{200}) << "its session time is in seconds";
  EXPECT_EQ(session.drivers()[0].name, "Lando Norris");
  EXPECT_EQ(session.drivers()[0].team, "McLaren");
  const auto laps = bodies<domain::Lap>(session);
  ASSERT_EQ(laps.size(), 2U);
  EXPECT_EQ(laps[0].lap_end, SessionTime{Milliseconds{20'000}}) << "Time is the end of the lap there";
  EXPECT_EQ(laps[1].pit_out, std::nullopt) << "only left over on the row of the boundary";
  EXPECT_EQ(laps[1].pit_in, SessionTime{Milliseconds{30'500}});
}

TEST(TableSession, ADistanceThatRunsOnIsCountedFromEachLapsStart) {
  const PreparedSession session = read_table("tables/existing_pipeline.csv");
  EXPECT_FLOAT_EQ(static_cast<float>(*session.record(0).distance_m), 5) << "36 km/h for half a second";
  EXPECT_EQ(session.record(3).distance_m, 0.0);
  EXPECT_EQ(session.record(5).distance_m, 20.0);
  EXPECT_EQ(session.record(6).distance_m, std::nullopt) << "on no lap";
}

TEST(TableSession, WhatWasInterpolatedFromASentinelIsMissingToo) {
  const PreparedSession session = read_table("tables/existing_pipeline.csv");
  EXPECT_EQ(session.record(0).throttle_pct, 50.0);
  for (const std::size_t beside : {1U, 2U, 3U, 4U}) {
    EXPECT_EQ(session.record(beside).throttle_pct, std::nullopt) << beside;
  }
  EXPECT_EQ(session.record(2).brake_pct, 0.0);
  EXPECT_EQ(session.record(3).brake_pct, std::nullopt) << "on because 104 is not 0";
  EXPECT_EQ(session.record(4).brake_pct, std::nullopt) << "repeats it";
  EXPECT_EQ(session.record(5).brake_pct, 100.0);
  EXPECT_THAT(session.report().missing_values, UnorderedElementsAre(Pair("throttle", 4), Pair("brake", 2)));
}

TEST(TableSession, ASessionIsNamedByItsFile) {
  const PreparedSession session = read_table("tables/dutch_2025_race.csv");
  EXPECT_EQ(session.info().key, "2025_dutch_race");
  EXPECT_EQ(session.info().name, "Race");
  EXPECT_EQ(session.info().type, "Race");
  EXPECT_EQ(session.info().source, "table");
  EXPECT_EQ(session.info().start_date, "") << "a year is no date";
  EXPECT_EQ(read_table("tables/existing_pipeline.csv").info().key, "2024-05-26_existing-pipeline");
}

TEST(TableName, OfFiles) {
  struct Case {
    const char *file, *date, *meeting, *session;
  };
  for (const Case& of : {Case{"2023_Monaco_Grand_Prix_Race.csv", "2023", "Monaco Grand Prix", "Race"},
                         Case{"2025-10-25 Mexico City - Sprint Qualifying.parquet", "2025-10-25",
                              "Mexico City", "Sprint Qualifying"},
                         Case{"spa_fp2_2024.csv.gz", "2024", "Spa", "Practice 2"},
                         Case{"telemetry.parquet", "", "Telemetry", ""}, Case{"race.csv", "", "", "Race"}}) {
    const source::TableName name = source::table_name(of.file);
    EXPECT_EQ(name.date, of.date) << of.file;
    EXPECT_EQ(name.meeting, of.meeting) << of.file;
    EXPECT_EQ(name.session, of.session) << of.file;
  }
}

}  // namespace
}  // namespace slipstream::prepare

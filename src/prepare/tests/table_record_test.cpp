/// The record of a session that came as a table, and the tables that are made of it.
#include <filesystem>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "prepare/read_session.hpp"
#include "prepare/tables/classification.hpp"
#include "prepare/tables/prepared_table.hpp"
#include "prepare/tables/session_tables.hpp"

namespace slipstream::prepare {
namespace {

using namespace std::chrono_literals;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Optional;

SessionRecord record_of_file(const std::string& name) {
  auto record = read_record(std::filesystem::path{SLIPSTREAM_TEST_DATA} / "tables" / name);
  EXPECT_TRUE(record) << record.error().to_string();
  return record ? std::move(*record) : SessionRecord{};
}

const SessionRecord& toy() {
  static const SessionRecord record = record_of_file("2024_toy_qualifying.csv");
  return record;
}

table::Table toy_table(TableKind kind, const Selection& selection = {},
                       Sentinels sentinels = Sentinels::as_values) {
  return make_table(toy(), kind, selection, sentinels);
}

std::vector<std::optional<double>> numbers(const table::Table& table, const char* column) {
  std::vector<std::optional<double>> values;
  for (std::size_t row = 0; row < table.rows(); ++row) values.push_back(table.find(column)->double_at(row));
  return values;
}

std::vector<std::string> texts(const table::Table& table, const char* column) {
  std::vector<std::string> values;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    values.emplace_back(table.find(column)->text_at(row).value_or("-"));
  }
  return values;
}

TEST(TableRecord, TelemetryIsWhatTheTableHas) {
  const table::Table rows = toy_table(TableKind::telemetry);
  ASSERT_EQ(rows.rows(), 7U) << "both rows of the boundary of two laps";
  EXPECT_THAT(numbers(rows, "LapNumber"), ElementsAre(1, 1, 1, 2, 2, 1, 1));
  EXPECT_THAT(numbers(rows, "Speed"), ElementsAre(100, 105.25, 110, 110, 112, 99, 99));
  EXPECT_THAT(numbers(rows, "Throttle"), ElementsAre(50, 77, 104, 104, 70, 70, 71));
  EXPECT_THAT(numbers(rows, "RelativeDistance"), ElementsAre(0, 0.5, 1, 0, 1, 0, 1));
  EXPECT_THAT(texts(rows, "Source"), ElementsAre("car", "pos", "car", "interpolation", "car", "car", "car"));
  EXPECT_THAT(texts(rows, "DriverAhead"), ElementsAre("-", "22", "22", "22", "-", "1", "1"))
      << "of a car that has no rows, too";
  EXPECT_THAT(texts(rows, "Status"), Contains("OffTrack"));
  EXPECT_EQ(rows.find("Time")->duration_at(4), 100ms);
  EXPECT_EQ(rows.find("nGear")->integer_at(4), 128);
  EXPECT_TRUE(rows.find("Date")->has(0));
}

TEST(TableRecord, SentinelsAreMissingWhereTheyAreNotWanted) {
  const table::Table rows = toy_table(TableKind::telemetry, {}, Sentinels::missing);
  EXPECT_THAT(numbers(rows, "Throttle"),
              ElementsAre(50, std::nullopt, std::nullopt, std::nullopt, 70, 70, 71))
      << "the position between was drawn to the sentinel";
  EXPECT_EQ(rows.find("Brake")->boolean_at(2), std::nullopt);
  EXPECT_EQ(rows.find("X")->double_at(2), std::nullopt);
  EXPECT_EQ(rows.find("X")->double_at(0), 100.5);
  EXPECT_EQ(rows.find("nGear")->integer_at(4), std::nullopt);
}

TEST(TableRecord, ALapIsSelected) {
  EXPECT_THAT(numbers(toy_table(TableKind::telemetry, {{1}, 2}), "Speed"), ElementsAre(110, 112));
  EXPECT_EQ(toy_table(TableKind::telemetry, {{4}, 2}).rows(), 0U) << "never driven";
}

TEST(TableRecord, StreamsAreTheRowsThatAreMarkedAsTheirs) {
  const table::Table cars = toy_table(TableKind::car_data);
  EXPECT_THAT(numbers(cars, "RPM"), ElementsAre(9000, 9500, 9600, 9600, 9700));
  EXPECT_THAT(numbers(toy_table(TableKind::pos_data), "X"), ElementsAre(150));
  const SessionRecord unmarked = record_of_file("dutch_2025_race.csv");
  EXPECT_EQ(make_table(unmarked, TableKind::car_data, {}).rows(), 0U);
}

TEST(TableRecord, LapsHaveWhatTheColumnsSayAndNothingElse) {
  const table::Table laps = toy_table(TableKind::laps);
  ASSERT_EQ(laps.rows(), 3U);
  EXPECT_EQ(laps.find("LapTime")->duration_at(1), 80'500ms);
  EXPECT_EQ(laps.find("Sector1SessionTime")->duration_at(0), 10'400ms);
  EXPECT_EQ(laps.find("Deleted")->boolean_at(1), true);
  EXPECT_EQ(laps.find("DeletedReason")->text_at(1), "TRACK LIMITS");
  EXPECT_EQ(laps.find("IsAccurate")->boolean_at(1), false);
  const table::Table others = make_table(record_of_file("dutch_2025_race.csv"), TableKind::laps, {});
  for (const char* unknown : {"Deleted", "DeletedReason", "IsAccurate", "IsPersonalBest", "Sector1Time"}) {
    EXPECT_EQ(others.find(unknown)->missing(), others.rows()) << unknown;
  }
}

TEST(TableRecord, ResultsAreTheTables) {
  const table::Table results = toy_table(TableKind::results);
  EXPECT_THAT(texts(results, "Abbreviation"), ElementsAre("NOR", "VER"));
  EXPECT_THAT(numbers(results, "Points"), ElementsAre(25, 18));
  EXPECT_THAT(texts(results, "Status"), ElementsAre("Finished", "Finished"));
  EXPECT_THAT(texts(results, "LastName"), ElementsAre("Norris", "Verstappen"));
  EXPECT_EQ(results.find("Q2")->duration_at(0), 79'500ms);
  EXPECT_EQ(results.find("Q2")->duration_at(1), std::nullopt);
  EXPECT_EQ(results.find("GridPosition")->missing(), 2U);
}

TEST(TableRecord, WithoutResultsAQualifyingHasAnOrderAndNoParts) {
  SessionRecord record = toy();
  for (DriverRecord& driver : record.drivers) driver.official.reset();
  const auto order = classify(record);
  ASSERT_EQ(order.size(), 2U);
  EXPECT_EQ(order[0].driver, 1U) << "the other one's only timed lap was deleted";
  EXPECT_EQ(order[0].position, 1);
  EXPECT_EQ(order[0].parts[0], std::nullopt);
  EXPECT_EQ(order[0].best, std::nullopt);
}

TEST(TableRecord, WeatherIsWhereItChanges) {
  const table::Table weather = toy_table(TableKind::weather);
  EXPECT_THAT(numbers(weather, "AirTemp"), ElementsAre(20.5, 21, 21));
  EXPECT_EQ(weather.find("Time")->duration_at(1), 10'200ms);
  EXPECT_EQ(weather.find("Rainfall")->boolean_at(2), true);
  EXPECT_EQ(weather.find("WindSpeed")->missing(), 3U);
}

TEST(TableRecord, WhatATableDoesNotHaveIsAnEmptyTableAndSaid) {
  for (const TableKind kind : {TableKind::race_control, TableKind::track_status, TableKind::session_status}) {
    EXPECT_EQ(toy_table(kind).rows(), 0U) << to_string(kind);
  }
  EXPECT_THAT(toy().report.missing_topics, Contains("race control"));
  EXPECT_THAT(record_of_file("dutch_2025_race.csv").report.missing_topics,
              ::testing::IsSupersetOf({"weather", "results", "who is ahead"}));
}

TEST(TableRecord, ThePreparedTableTakesEveryRow) {
  PreparedTable prepared(toy(), {}, Flavour::corrected);
  table::Table batch;
  ASSERT_TRUE(prepared.next(batch));
  EXPECT_EQ(batch.rows(), 7U);
  EXPECT_EQ(batch.find("Time")->duration_at(0), 0ms);
  EXPECT_THAT(numbers(batch, "Points"), Contains(Optional(25)));
  EXPECT_THAT(numbers(batch, "AirTemp"), Contains(Optional(20.5)));
}

TEST(TableRecord, CarNumbersAreNotNeeded) {
  const SessionRecord record = record_of_file("no_numbers.csv");
  ASSERT_EQ(record.drivers.size(), 2U);
  EXPECT_NE(record.drivers[0].driver.number, record.drivers[1].driver.number);
  const table::Table rows = make_table(record, TableKind::telemetry, {});
  EXPECT_EQ(rows.find("DriverNumber")->missing(), 4U) << "what nobody said is not shown";
  EXPECT_THAT(numbers(rows, "Speed"), ElementsAre(100, 101, 90, 91));
  EXPECT_EQ(rows.find("DRS")->integer_at(0), 12) << "open, as FastF1 has it";
  EXPECT_EQ(rows.find("DRS")->integer_at(1), std::nullopt);
  EXPECT_EQ(rows.find("Time")->missing(), 4U) << "nothing says when the lap began";
  const auto session = read_session(std::filesystem::path{SLIPSTREAM_TEST_DATA} / "tables/no_numbers.csv");
  ASSERT_TRUE(session);
  EXPECT_EQ(session->record(0).number, std::nullopt);
  EXPECT_EQ(session->record(0).driver, "VER");
}

}  // namespace
}  // namespace slipstream::prepare

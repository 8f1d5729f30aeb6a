#include "library/read_record.hpp"

#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "library/official/results.hpp"
#include "prepare/tables/session_tables.hpp"
#include "support/temp_dir.hpp"

namespace slipstream::library {
namespace {

using namespace std::chrono_literals;

/// A race of three cars, of which the first two by number have their places the other way round in the laps.
class ReadRecord : public ::testing::Test {
 protected:
  void SetUp() override {
    std::ofstream{race()} << "SessionTime,Driver,DriverNumber,LapNumber,Speed\n"
                             "10,LEC,16,1,100\n20,LEC,16,2,100\n10,NOR,4,1,100\n10,GAS,10,1,100\n";
  }
  [[nodiscard]] std::filesystem::path race() const { return folder_.path() / "2025_mexico_race.csv"; }
  void keep_results(const std::string& answer) const {
    std::ofstream{results_file(folder_.path())} << write_results(answer, ResultsKind::race, "http://api");
  }
  [[nodiscard]] table::Table results() const {
    const auto record = read_record(race(), folder_.path());
    EXPECT_TRUE(record) << record.error().to_string();
    return record ? prepare::make_table(*record, prepare::TableKind::results, {}) : table::Table{};
  }

  const slipstream::testing::TempDir folder_;
};

TEST_F(ReadRecord, WithoutOfficialResultsTheirColumnsAreMissing) {
  const table::Table rows = results();
  EXPECT_EQ(rows.find("Abbreviation")->text_at(0), "LEC") << "more laps";
  for (const char* column :
       {"DriverId", "TeamId", "ClassifiedPosition", "GridPosition", "Time", "Status", "Points", "Laps"}) {
    EXPECT_EQ(rows.find(column)->missing(), rows.rows()) << column;
  }
}

TEST_F(ReadRecord, OfficialResultsDecide) {
  std::ostringstream answer;
  answer << std::ifstream{std::filesystem::path{SLIPSTREAM_TEST_DATA} / "official/results.json"}.rdbuf();
  keep_results(answer.str());
  const table::Table rows = results();
  ASSERT_EQ(rows.rows(), 3U);
  EXPECT_EQ(rows.find("Abbreviation")->text_at(0), "NOR");
  EXPECT_EQ(rows.find("DriverId")->text_at(0), "norris");
  EXPECT_EQ(rows.find("TeamId")->text_at(0), "mclaren");
  EXPECT_EQ(rows.find("Position")->double_at(0), 1);
  EXPECT_EQ(rows.find("ClassifiedPosition")->text_at(0), "1");
  EXPECT_EQ(rows.find("GridPosition")->double_at(0), 1);
  EXPECT_EQ(rows.find("Points")->double_at(0), 25);
  EXPECT_EQ(rows.find("Status")->text_at(0), "Finished");
  EXPECT_EQ(rows.find("Laps")->double_at(0), 71);
  EXPECT_EQ(rows.find("Time")->duration_at(0), 5'878'574ms) << "the winner's whole time";
  EXPECT_EQ(rows.find("Time")->duration_at(1), 30'324ms) << "the others' distance, as FastF1 has it";
  EXPECT_EQ(rows.find("Abbreviation")->text_at(2), "GAS");
  EXPECT_EQ(rows.find("Position")->double_at(2), std::nullopt) << "not in the results";
}

TEST_F(ReadRecord, ResultsThatCannotBeReadAreLeftOut) {
  std::ofstream{results_file(folder_.path())} << "{";
  EXPECT_EQ(results().find("Points")->missing(), 3U);
}

}  // namespace
}  // namespace slipstream::library

#include "library/runs/run_library.hpp"

#include <unistd.h>

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/temp_dir.hpp"

namespace slipstream::library {
namespace {

using ::testing::ElementsAre;

class RunLibraryTest : public ::testing::Test {
 protected:
  static RunEntry entry(const std::string& run_id, int began_s, const std::string& session = "s") {
    RunEntry made;
    made.run_id = run_id;
    made.session_key = session;
    made.began = made.ended = WallTime{std::chrono::seconds{began_s}};
    made.telemetry_records = 7;
    return made;
  }
  void file(const RunEntry& run) const {
    auto unfiled = runs_.begin(run.run_id);
    ASSERT_TRUE(unfiled) << unfiled.error().to_string();
    std::ofstream{unfiled->folder() / "telemetry.parquet"} << "rows";
    const auto filed = runs_.file(std::move(*unfiled), run);
    ASSERT_TRUE(filed) << filed.error().to_string();
    EXPECT_TRUE(*filed);
  }
  [[nodiscard]] std::vector<std::string> ids() const {
    const std::vector<RunEntry> runs = runs_.list().value();
    std::vector<std::string> found;
    for (const RunEntry& run : runs) found.push_back(run.run_id);
    return found;
  }

  slipstream::testing::TempDir data_;
  RunLibrary runs_{data_.path()};
};

TEST_F(RunLibraryTest, HoldsRunsInTheOrderOfTheirBeginning) {
  EXPECT_THAT(ids(), ElementsAre());
  file(entry("B", 20));
  file(entry("A", 30, "other"));
  EXPECT_THAT(ids(), ElementsAre("B", "A"));
  EXPECT_EQ(runs_.list("other").value(), std::vector{entry("A", 30, "other")});
  EXPECT_TRUE(std::filesystem::exists(runs_.folder() / "A/telemetry.parquet"));
}

TEST_F(RunLibraryTest, ARunThatIsThereStaysAsItIs) {
  file(entry("A", 1));
  auto again = runs_.begin("A");
  ASSERT_TRUE(again);
  EXPECT_FALSE(runs_.file(std::move(*again), entry("A", 2)).value());
  EXPECT_EQ(runs_.list().value(), std::vector{entry("A", 1)});
}

TEST_F(RunLibraryTest, KeepsTheNewest) {
  for (int i = 1; i <= 4; ++i) file(entry(std::to_string(i), i));
  ASSERT_TRUE(runs_.keep_newest(2));
  EXPECT_THAT(ids(), ElementsAre("3", "4"));
  ASSERT_TRUE(runs_.keep_newest(9));
  EXPECT_THAT(ids(), ElementsAre("3", "4"));
}

TEST_F(RunLibraryTest, WhatAKilledProcessLeftIsRemovedByTheNext) {
  const auto left = data_.path() / "filing" / "X-999999999";  // no such process
  const auto others = data_.path() / "filing" / ("Y-" + std::to_string(::getppid()));
  std::filesystem::create_directories(left);
  std::filesystem::create_directories(others);
  file(entry("A", 1));
  EXPECT_THAT(ids(), ElementsAre("A"));
  EXPECT_FALSE(std::filesystem::exists(left));
  EXPECT_TRUE(std::filesystem::exists(others)) << "it may still be at work";
}

TEST_F(RunLibraryTest, WhatCannotBeReadIsLeftOut) {
  file(entry("A", 1));
  std::filesystem::create_directories(runs_.folder() / "B");
  std::ofstream{runs_.folder() / "B/run.json"} << "{";
  EXPECT_THAT(ids(), ElementsAre("A"));
}

TEST_F(RunLibraryTest, EachTableHasColumns) {
  for (const RunTable& table : run_tables()) EXPECT_GT(table.empty().width(), 5U) << table.view;
}

}  // namespace
}  // namespace slipstream::library

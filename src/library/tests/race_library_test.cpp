#include "library/races/race_library.hpp"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/temp_dir.hpp"

namespace slipstream::library {
namespace {

using ::testing::ElementsAre;

FiledRace filed_race(const std::string& race_id, int started_s) {
  FiledRace filed;
  filed.race.race_id = race_id;
  filed.race.state = domain::LabRaceState::finished;
  filed.race.followed_driver = "Lando Norris";
  filed.race.duration = Milliseconds{120'000};
  filed.race.interval = Milliseconds{1000};
  filed.race.seed = 7;
  filed.race.started_at = WallTime{std::chrono::seconds{started_s}};
  filed.race.ended_at = filed.race.started_at + std::chrono::seconds{120};
  filed.race.result = {{"Lando Norris", "McLaren", 1, 331.5},
                       {"Max Verstappen", "Red Bull Racing", 2, 330.2}};
  filed.averages_kmh = {{"Lando Norris", 317.25}};
  return filed;
}

class RaceLibraryTest : public ::testing::Test {
 protected:
  const slipstream::testing::TempDir dir_;
  const RaceLibrary races_{dir_.path()};
};

TEST_F(RaceLibraryTest, KeepsRacesByTheirStart) {
  EXPECT_THAT(races_.list().value(), ElementsAre());
  for (const auto& race : {filed_race("b", 20), filed_race("a", 10)}) ASSERT_TRUE(races_.add(race));
  EXPECT_THAT(races_.list().value(), ElementsAre(filed_race("a", 10), filed_race("b", 20)));
}

TEST_F(RaceLibraryTest, ARaceThatSeveralFileIsThereOnce) {
  for (int i = 0; i < 2; ++i) ASSERT_TRUE(RaceLibrary{dir_.path()}.add(filed_race("a", 10)));
  EXPECT_EQ(races_.list().value().size(), 1U);
}

TEST_F(RaceLibraryTest, WhatIsHalfWrittenIsPassedOver) {
  ASSERT_TRUE(races_.add(filed_race("a", 10)));
  std::ofstream{races_.file(), std::ios::app} << R"({"race_id":"b","state":"fin)";
  ASSERT_TRUE(races_.add(filed_race("c", 30)));
  EXPECT_THAT(races_.list().value(), ElementsAre(filed_race("a", 10), filed_race("c", 30)));
}

TEST_F(RaceLibraryTest, AnUnreadableFileIsAnError) {
  std::filesystem::create_directory(races_.file());
  EXPECT_EQ(races_.add(filed_race("a", 10)).error().code, ErrorCode::io);
}

TEST(RacesTable, HasARowForEachDriverAndMissesWhatIsMissing) {
  FiledRace stopped = filed_race("s", 50);
  stopped.race.result.clear();
  const table::Table table = races_table({filed_race("a", 10), stopped});
  EXPECT_EQ(table.rows(), 3U);
  const auto column = [&](std::string_view name) { return table.find(name); };
  ASSERT_NE(column("average_speed"), nullptr);
  EXPECT_TRUE(column("average_speed")->has(0));
  EXPECT_FALSE(column("average_speed")->has(1));
  EXPECT_FALSE(column("driver_name")->has(2));
  EXPECT_FALSE(column("position")->has(2));
}

}  // namespace
}  // namespace slipstream::library

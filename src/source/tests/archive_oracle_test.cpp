#include <filesystem>
#include <map>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "read_all.hpp"
#include "source/source.hpp"
#include "support/shared_data.hpp"

namespace slipstream::source {
namespace {

constexpr const char* kMexico = "data/archive/2025-10-25_Mexico_City_Grand_Prix_Qualifying";

TEST(ArchiveOracle, MexicoHasTheCountsOfTheNotes) {
  SLIPSTREAM_NEED_SHARED(shared);
  const auto source = open_source(shared / kMexico);
  ASSERT_TRUE(source) << source.error().to_string();
  const Totals totals = count(events_of(**source));
  EXPECT_TRUE(totals.in_order);
  EXPECT_EQ(totals.of<CarDataPacket>(), 4644u);
  EXPECT_EQ(totals.of<PositionPacket>(), 4688u);
  EXPECT_EQ(totals.of<TimingData>(), 9044u);
  EXPECT_EQ(totals.of<TimingAppData>(), 625u);
  EXPECT_EQ(totals.of<TimingStats>(), 603u);
  EXPECT_EQ(totals.of<TopThree>(), 227u);
  EXPECT_EQ(totals.of<DriverList>(), 182u);
  EXPECT_EQ(totals.of<SessionInfoUpdate>(), 3u);
  EXPECT_EQ(totals.of<SessionStatus>(), 11u);
  EXPECT_EQ(totals.of<SessionData>(), 17u);
  EXPECT_EQ(totals.of<domain::TrackStatus>(), 3u);
  EXPECT_EQ(totals.of<RaceControlMessages>(), 14u);
  EXPECT_EQ(totals.of<domain::Weather>(), 78u);
  EXPECT_EQ(totals.of<ExtrapolatedClock>(), 10u);
  EXPECT_EQ(totals.of<TeamRadio>(), 6u);
  EXPECT_EQ(totals.of<Heartbeat>(), 394u);
  EXPECT_EQ(totals.of<MediaStreams>(), 3u);
  EXPECT_EQ(totals.car_samples, 347'120u);
  EXPECT_EQ(totals.position_samples, 358'400u);

  const InputReport& report = (*source)->report();
  EXPECT_EQ(report.damaged_lines, 0u);
  EXPECT_TRUE(report.missing_topics.empty());
  EXPECT_TRUE(report.unknown_topics.empty());
  const std::map<std::string, std::uint64_t> missing{
      {"brake", 139'911}, {"position", 70'811}, {"throttle", 139'834}};
  EXPECT_EQ(report.missing_values, missing);
}

TEST(ArchiveOracle, MexicoHasFastF1sZero) {
  SLIPSTREAM_NEED_SHARED(shared);
  const auto source = open_source(shared / kMexico);
  ASSERT_TRUE(source) << source.error().to_string();
  ASSERT_TRUE((*source)->zero());
  EXPECT_EQ(base::format_utc(*(*source)->zero()), "2025-10-25T20:46:23.900Z");
}

TEST(ArchiveOracle, TimingOnlyArchivesSayWhatIsMissing) {
  SLIPSTREAM_NEED_SHARED(shared);
  for (const char* name : {"2018-04-29_Azerbaijan_Grand_Prix_Race_timing_only",
                           "2025-05-03_Miami_Grand_Prix_Sprint_timing_only"}) {
    const auto source = open_source(shared / "data/archive" / name);
    ASSERT_TRUE(source) << source.error().to_string();
    const Totals totals = count(events_of(**source));
    EXPECT_TRUE(totals.in_order);
    EXPECT_GT(totals.of<TimingData>(), 1000u);
    const InputReport& report = (*source)->report();
    EXPECT_EQ(report.damaged_lines, 0u) << report.damaged.front().to_string();
    EXPECT_TRUE(report.missing_values.empty()) << report.missing_values.begin()->first;
    EXPECT_THAT(report.missing_topics, ::testing::Contains("CarData.z"));
    EXPECT_THAT(report.missing_topics, ::testing::Contains("WeatherData"));
    EXPECT_FALSE((*source)->zero());
  }
}

}  // namespace
}  // namespace slipstream::source

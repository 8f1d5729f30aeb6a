#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "packed.hpp"
#include "read_all.hpp"
#include "session_files.hpp"
#include "source/source.hpp"
#include "support/temp_dir.hpp"

namespace slipstream::source {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using testing::TempDir;

/// "1000 TrackStatus" …: the events' times in ms and alternatives by number.
std::vector<std::pair<std::int64_t, std::size_t>> times_and_kinds(const std::vector<FeedEvent>& events) {
  std::vector<std::pair<std::int64_t, std::size_t>> all;
  for (const FeedEvent& event : events)
    all.emplace_back(event.time.time_since_epoch().count(), event.body.index());
  return all;
}

template <class Body>
std::size_t kind() {
  return FeedBody{Body{}}.index();
}

TEST(Archive, MergesItsFilesByStampThenTopic) {
  const TempDir folder;
  write_archive(folder.path());
  const auto source = open_source(folder.path());
  ASSERT_TRUE(source) << source.error().to_string();
  EXPECT_EQ((*source)->kind(), "archive");
  const auto events = events_of(**source);
  const std::vector<std::pair<std::int64_t, std::size_t>> expected{
      {1000, kind<domain::TrackStatus>()}, {1000, kind<TimingData>()},
      {1500, kind<ExtrapolatedClock>()},   {2000, kind<TimingData>()},
      {2110, kind<ExtrapolatedClock>()},   {3000, kind<domain::TrackStatus>()}};
  EXPECT_EQ(times_and_kinds(events), expected);
  EXPECT_TRUE(events[0].complete) << "the first line is the state";
  EXPECT_FALSE(events[3].complete);
  EXPECT_EQ((*source)->report().lines, 6u);
}

TEST(Archive, WithoutTelemetryTheClockTellsZero) {
  const TempDir folder;
  write_archive(folder.path());
  const auto source = open_source(folder.path());
  ASSERT_TRUE(source) << source.error().to_string();
  EXPECT_EQ((*source)->zero(), base::parse_utc_ms("2025-10-25T20:46:23.899Z"));
}

TEST(Archive, NamesMissingAndUnknownTopics) {
  const TempDir folder;
  write_archive(folder.path());
  write_file(folder / "LapSeries.jsonStream", "00:00:09.000{\"4\":{}}\r\n00:00:09.100{}\r\n");
  const auto source = open_source(folder.path());
  ASSERT_TRUE(source) << source.error().to_string();
  const auto events = events_of(**source);
  EXPECT_EQ(std::get<UnknownTopic>(events.back().body).topic, "LapSeries");
  EXPECT_EQ((*source)->report().unknown_topics.at("LapSeries"), 2u);
  EXPECT_THAT((*source)->report().missing_topics, Contains("CarData.z"));
  EXPECT_THAT((*source)->report().missing_topics, ::testing::Not(Contains("TimingData")));
}

TEST(Archive, TimingDataF1CountsOnlyWithoutTimingData) {
  const TempDir folder;
  write_archive(folder.path());
  write_file(folder / "TimingDataF1.jsonStream", "00:00:02.000{\"Lines\":{\"4\":{\"Position\":\"9\"}}}\r\n");
  const auto both = open_source(folder.path());
  ASSERT_TRUE(both);
  EXPECT_EQ(count(events_of(**both)).of<TimingData>(), 2u);
  std::filesystem::remove(folder / "TimingData.jsonStream");
  const auto alone = open_source(folder.path());
  ASSERT_TRUE(alone);
  EXPECT_EQ(count(events_of(**alone)).of<TimingData>(), 1u);
}

TEST(Archive, DamagedLinesAreReportedWithTheirPlaceAndSkipped) {
  const TempDir folder;
  write_archive(folder.path());
  const std::string packet =
      pack(R"({"Entries":[{"Utc":"2025-10-25T20:46:26.0Z","Cars":{"4":{"Channels":{"0":1}}}}]})");
  write_file(folder / "CarData.z.jsonStream", "00:00:02.100\"" + packet.substr(0, packet.size() / 2) +
                                                  "\"\r\n" + "00:00:02.100\"" + packet + "\"\r\n");
  write_file(folder / "TimingAppData.jsonStream",
             "00:00:01.000{\"Lines\":{\"4\":{\"Stints\":[]}}}\r\n"
             "00:00:02.000{\"Lines\":{\"4\":{\"Stints\":{\"0\":{\"Comp\xFF\xFEund\":1}}}}}\r\n"
             "\x01\x02\xF3random\r\n"
             "00:00:04.000{\"Lines\":[7]}\r\n"
             "00:00:05.000{\"Lines\":{\"4\":{\"Line\":3}}}\r\n");
  const auto source = open_source(folder.path());
  ASSERT_TRUE(source) << source.error().to_string();
  const Totals totals = count(events_of(**source));
  EXPECT_EQ(totals.of<CarDataPacket>(), 1u);
  EXPECT_EQ(totals.of<TimingAppData>(), 2u);
  std::vector<std::string> places;
  for (const Error& error : (*source)->report().damaged) places.push_back(error.where);
  EXPECT_THAT(places,
              ::testing::UnorderedElementsAre("CarData.z.jsonStream:1", "TimingAppData.jsonStream:2",
                                              "TimingAppData.jsonStream:3", "TimingAppData.jsonStream:4"));
  EXPECT_EQ((*source)->report().damaged_lines, 4u);
}

TEST(Archive, SampleTimesCountFromZero) {
  const TempDir folder;
  const auto packet = [](const std::string& utc) {
    return '"' + pack(R"({"Entries":[{"Utc":")" + utc + R"(","Cars":{"4":{"Channels":{"0":1}}}}]})") + '"';
  };
  // Zero is the latest UTC minus stamp, rounded: 20:46:23.9006 → .901. The last stamp is damaged and far off.
  write_file(folder / "CarData.z.jsonStream", "00:00:01.000" + packet("2025-10-25T20:46:24.9001Z") +
                                                  "\r\n00:00:02.000" + packet("2025-10-25T20:46:25.9006Z") +
                                                  "\r\n00:00:03.000" + packet("2025-10-25T20:46:26.9002Z") +
                                                  "\r\n00:00:00.000" + packet("2025-10-25T20:59:26.9002Z") +
                                                  "\r\n");
  const auto source = open_source(folder.path());
  ASSERT_TRUE(source) << source.error().to_string();
  EXPECT_EQ((*source)->zero(), base::parse_utc_ms("2025-10-25T20:46:23.901Z"));
  const auto events = events_of(**source);
  ASSERT_EQ(events.size(), 4u);
  const auto& samples = std::get<CarDataPacket>(events[1].body).samples;
  EXPECT_EQ(samples.front().time.time_since_epoch(), Milliseconds{999});
}

TEST(Archive, NothingUnderstoodIsAnError) {
  const TempDir folder;
  write_file(folder / "TimingData.jsonStream", "what is this\nand this\n");
  const auto source = open_source(folder.path());
  ASSERT_FALSE(source);
  EXPECT_EQ(source.error().code, ErrorCode::invalid_input);
  EXPECT_THAT(source.error().to_string(), HasSubstr("TimingData.jsonStream:1"));
}

TEST(Archive, ReadingCanBeStopped) {
  const TempDir folder;
  write_archive(folder.path());
  std::stop_source stop;
  stop.request_stop();
  const auto source = open_source(folder.path(), {}, stop.get_token());
  ASSERT_FALSE(source);
  EXPECT_EQ(source.error().code, ErrorCode::interrupted);
}

}  // namespace
}  // namespace slipstream::source

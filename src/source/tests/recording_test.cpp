#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "packed.hpp"
#include "read_all.hpp"
#include "session_files.hpp"
#include "source/source.hpp"
#include "support/temp_dir.hpp"

namespace slipstream::source {
namespace {

using testing::TempDir;

std::unique_ptr<Source> open(const TempDir& folder, std::string_view text) {
  write_file(folder / "feed.txt", text);
  auto source = open_source(folder / "feed.txt");
  EXPECT_TRUE(source) << source.error().to_string();
  return source ? std::move(*source) : nullptr;
}

std::vector<std::int64_t> times(const std::vector<FeedEvent>& events) {
  std::vector<std::int64_t> all;
  for (const FeedEvent& event : events) all.push_back(event.time.time_since_epoch().count());
  return all;
}

TEST(Recording, StateComesFirstThenMessagesByUtc) {
  const TempDir folder;
  const auto source = open(folder, kRecording);
  ASSERT_TRUE(source);
  EXPECT_EQ(source->kind(), "recording");
  EXPECT_EQ(source->zero(), base::parse_utc_ms("2025-05-04T20:00:06.250Z")) << "the first Started";
  const auto events = events_of(*source);
  // Track status, session data with the status derived from it; weather; lap count; Started twice.
  EXPECT_EQ(times(events), (std::vector<std::int64_t>{-2750, -2750, -2750, -2750, -1250, 0, 0}));
  EXPECT_TRUE(events[0].complete);
  EXPECT_EQ(std::get<SessionStatus>(events[2].body).status, "Inactive");
  EXPECT_TRUE(std::holds_alternative<domain::Weather>(events[3].body));
  EXPECT_TRUE(std::holds_alternative<LapCount>(events[4].body));
  EXPECT_EQ(std::get<SessionStatus>(events[6].body).status, "Started");
}

TEST(Recording, WithoutStartedZeroIsTheFirstMessage) {
  const TempDir folder;
  const auto source = open(folder, "['LapCount', {'CurrentLap': 1}, '2025-05-04T20:00:05Z']\n");
  ASSERT_TRUE(source);
  EXPECT_EQ(source->zero(), base::parse_utc_ms("2025-05-04T20:00:05Z"));
}

TEST(Recording, SessionStatusIsNotDerivedWhereTheFeedHasIt) {
  const TempDir folder;
  const auto source =
      open(folder,
           "['SessionData', {'StatusSeries': [{'Utc': '2025-05-04T20:00:05Z', 'SessionStatus': "
           "'Started'}]}, '2025-05-04T20:00:05Z']\n"
           "['SessionStatus', {'Status': 'Started'}, '2025-05-04T20:00:05Z']\n");
  ASSERT_TRUE(source);
  EXPECT_EQ(count(events_of(*source)).of<SessionStatus>(), 1u);
}

std::string packet(const std::string& utc) {
  return pack(R"({"Entries":[{"Utc":")" + utc + R"(","Cars":{"4":{"Channels":{"0":1,"4":104}}}}]})");
}

TEST(Recording, RepeatedPacketsAreDropped) {
  const TempDir folder;
  const std::string first = packet("2025-05-04T20:00:05.1Z");
  const auto source = open(folder, "['CarData.z', '" + first + "', '']\n['CarData.z', '" + first +
                                       "', '2025-05-04T20:00:05.1Z']\n['CarData.z', '" +
                                       packet("2025-05-04T20:00:06.5Z") + "', '2025-05-04T20:00:06.5Z']\n");
  ASSERT_TRUE(source);
  const Totals totals = count(events_of(*source));
  EXPECT_EQ(totals.of<CarDataPacket>(), 2u);
  EXPECT_EQ(source->report().missing_values.at("throttle"), 2u);
}

TEST(Recording, CoreMessagesMayShareALine) {
  const TempDir folder;
  const auto source = open(folder,
                           "{}\x1E{\"type\":3,\"invocationId\":\"0\",\"result\":{\"LapCount\":{\"TotalLaps\":"
                           "57}}}\x1E{\"type\":6}\x1E"
                           "{\"type\":1,\"target\":\"feed\",\"arguments\":[\"LapCount\",{\"CurrentLap\":2},"
                           "\"2025-08-31T13:00:00Z\"]}\x1E");
  ASSERT_TRUE(source);
  const auto events = events_of(*source);
  ASSERT_EQ(events.size(), 2u);
  EXPECT_EQ(std::get<LapCount>(events[0].body).total_laps.value(), 57);
  EXPECT_EQ(std::get<LapCount>(events[1].body).current_lap.value(), 2);
}

TEST(Recording, AStateAfterAReconnectionStandsWhereItCame) {
  const TempDir folder;
  const auto source = open(folder,
                           "['LapCount', {'CurrentLap': 1}, '']\n"
                           "['LapCount', {'CurrentLap': 2}, '2025-05-04T20:00:05Z']\n"
                           "['LapCount', {'CurrentLap': 7}, '']\n"
                           "['LapCount', {'CurrentLap': 8}, '2025-05-04T20:09:05Z']\n");
  ASSERT_TRUE(source);
  EXPECT_EQ(times(events_of(*source)), (std::vector<std::int64_t>{0, 0, 0, 540'000}));
}

TEST(Recording, DamagedLinesAreReportedWithTheirPlaceAndSkipped) {
  const TempDir folder;
  std::string text{kRecording};
  text += "{\"C\":\"d\",\"M\":[{\"H\":\"Str\n";
  text += "\xFF\xFE\x01 noise\n";
  text += "{\"C\":\"d\",\"M\":[{\"M\":\"feed\",\"A\":[\"CarData.z\",\"AAAA\",\"2025-05-04T20:00:07Z\"]}]}\n";
  text += "['LapCount', {'CurrentLap': 2}, 'late']\n";
  const auto source = open(folder, text);
  ASSERT_TRUE(source);
  EXPECT_EQ(events_of(*source).size(), 7u);
  std::vector<std::string> places;
  for (const Error& error : source->report().damaged) places.push_back(error.where);
  EXPECT_EQ(places, (std::vector<std::string>{"feed.txt:6", "feed.txt:7", "feed.txt:9", "feed.txt:8"}));
}

}  // namespace
}  // namespace slipstream::source

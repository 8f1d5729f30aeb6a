#include "source/archive_writer/archive_writer.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "archive_files.hpp"
#include "read_all.hpp"
#include "support/shared_data.hpp"
#include "support/temp_dir.hpp"

namespace slipstream::source {
namespace {

namespace fs = std::filesystem;

constexpr UtcTime kWriterZero{Milliseconds{1'761'425'183'900}};

FeedEvent lap_count(int ms, int lap) {
  return {SessionTime{Milliseconds{ms}}, false, LapCount{.current_lap = lap, .total_laps = {}}};
}

/// Writes all events as the archive `folder`.
Result<> write_events(const fs::path& folder, const std::vector<FeedEvent>& events, UtcTime zero) {
  auto writer = ArchiveWriter::create(folder, zero);
  if (!writer) return propagate(writer);
  for (const FeedEvent& event : events) {
    if (auto written = writer->write(event); !written) return written;
  }
  return writer->finish();
}

/// Reads `archive`, writes it, and reads what was written.
void expect_same_events(const fs::path& archive) {
  auto original = open_source(archive);
  ASSERT_TRUE(original) << original.error().to_string();
  const std::vector<FeedEvent> events = events_of(**original);
  const auto zero = (*original)->zero();
  const testing::TempDir folder;
  const auto written = write_events(folder / "copy", events, zero.value_or(UtcTime{}));
  ASSERT_TRUE(written) << written.error().to_string();

  auto copy = open_source(folder / "copy");
  ASSERT_TRUE(copy) << copy.error().to_string();
  EXPECT_EQ((*copy)->zero(), zero);
  EXPECT_EQ((*copy)->report().damaged_lines, 0U);
  const std::vector<FeedEvent> again = events_of(**copy);
  ASSERT_EQ(again.size(), events.size());
  for (std::size_t i = 0; i < events.size(); ++i) {
    ASSERT_EQ(again[i], events[i]) << topic_of(events[i].body) << " at "
                                   << base::format_session_time(events[i].time);
  }
}

TEST(ArchiveWriter, RealSessionsAreReadAgainEventByEvent) {
  SLIPSTREAM_NEED_SHARED(shared);
  for (const auto& archive : fs::directory_iterator(shared / "data" / "archive")) {
    SCOPED_TRACE(archive.path().filename());
    expect_same_events(archive.path());
  }
}

TEST(ArchiveWriter, EveryTopicIsWrittenByteForByteAsTheFeedSpellsIt) {
  const fs::path data = fs::path{SLIPSTREAM_TEST_DATA} / "written";
  auto source = open_source(data);
  ASSERT_TRUE(source) << source.error().to_string();
  EXPECT_EQ((*source)->report().damaged_lines, 0U);
  EXPECT_TRUE((*source)->report().missing_values.empty());
  const testing::TempDir folder;
  ASSERT_TRUE(write_events(folder / "copy", events_of(**source), kWriterZero));
  for (const Topic& topic : topics()) {
    if (topic.kind != TopicKind::object || topic.name == "TimingDataF1") continue;
    const std::string name = std::string{topic.name} + ".jsonStream";
    EXPECT_EQ(bytes_of(folder / "copy" / name), bytes_of(data / name)) << name;
  }
}

/// A packet of each kind of samples, with and without values.
std::vector<FeedEvent> samples() {
  const SessionTime first{Milliseconds{60'000}};
  const SessionTime second = first + Milliseconds{240};
  domain::CarSample driving;
  driving.time = first;
  driving.car = 4;
  driving.rpm = 11'021, driving.speed_kmh = 285, driving.gear = 7;
  driving.throttle_pct = 98, driving.brake_pct = 0, driving.drs = 12;
  domain::CarSample silent;
  silent.time = second;
  silent.car = 65'535;
  silent.gear_sentinel = 128;
  silent.throttle_sentinel = silent.brake_sentinel = 104;
  domain::CarCondition warm;
  warm.time = second;
  warm.car = 4;
  warm.brake_temp_c = {612, std::nullopt, 455, 0};
  warm.fuel_kg = 87.123F;
  domain::CarCondition unknown;
  unknown.time = second;
  unknown.car = 1;
  return {{second, true, PositionPacket{{{first, 4, domain::Point{-2433, 0, 22'266}}, {second, 4, {}}}}},
          {second, true, CarConditionPacket{{warm, unknown}}},
          {second, true, CarDataPacket{{driving, silent}}}};
}

TEST(ArchiveWriter, SamplesAreReadAgain) {
  const testing::TempDir folder;
  ASSERT_TRUE(write_events(folder / "copy", samples(), kWriterZero));
  auto copy = open_source(folder / "copy");
  ASSERT_TRUE(copy) << copy.error().to_string();
  EXPECT_EQ((*copy)->zero(), kWriterZero);
  EXPECT_EQ(events_of(**copy), samples());
}

TEST(ArchiveWriter, SamplesArePackedAsTheFeedPacksThem) {
  std::vector<std::string> packets;
  for (const FeedEvent& event : samples()) {
    PayloadEncoder encoder{kWriterZero};
    packets.push_back(unpack(encoder.encode(event.body, FeedJson::Frame::update).value_or("")));
  }
  EXPECT_EQ(packets[0],
            R"({"Position":[{"Timestamp":"2025-10-25T20:47:23.900Z","Entries":{"4":{"Status":"OnTrack",)"
            R"("X":-2433,"Y":0,"Z":22266}}},{"Timestamp":"2025-10-25T20:47:24.140Z","Entries":{"4":)"
            R"({"Status":"OnTrack","X":0,"Y":0,"Z":0}}}]})");
  EXPECT_EQ(packets[1], R"({"Entries":[{"Utc":"2025-10-25T20:47:24.140Z","Cars":{"4":{"BrakeTemperatures":)"
                        R"([612,null,455,0],"Fuel":87.123},"1":{"BrakeTemperatures":[null,null,null,null],)"
                        R"("Fuel":null}}}]})");
  EXPECT_EQ(packets[2],
            R"({"Entries":[{"Utc":"2025-10-25T20:47:23.900Z","Cars":{"4":{"Channels":{"0":11021,"2":285,)"
            R"("3":7,"4":98,"5":0,"45":12}}}},{"Utc":"2025-10-25T20:47:24.140Z","Cars":{"65535":)"
            R"({"Channels":{"3":128,"4":104,"5":104}}}}]})");
}

TEST(ArchiveWriter, TheIndexNamesEachTopicsFiles) {
  const testing::TempDir folder;
  ASSERT_TRUE(write_events(folder / "copy", {lap_count(1, 1), {SessionTime{}, false, Heartbeat{}}}, {}));
  EXPECT_EQ(bytes_of(folder / "copy" / "Index.json"),
            "\xEF\xBB\xBF"
            R"({"Feeds":{"Heartbeat":{"KeyFramePath":"Heartbeat.json","StreamPath":"Heartbeat.jsonStream"},)"
            R"("LapCount":{"KeyFramePath":"LapCount.json","StreamPath":"LapCount.jsonStream"}}})");
  EXPECT_EQ(files_in(folder / "copy"),
            (std::vector<std::string>{"Heartbeat.json", "Heartbeat.jsonStream", "Index.json", "LapCount.json",
                                      "LapCount.jsonStream"}));
}

TEST(ArchiveWriter, WhatCannotBeWrittenIsLeftOut) {
  const testing::TempDir folder;
  ASSERT_TRUE(write_events(
      folder / "copy",
      {{SessionTime{}, false, UnknownTopic{"../../Secret"}}, {SessionTime{}, false, CarDataPacket{}}}, {}));
  EXPECT_EQ(files_in(folder / "copy"), std::vector<std::string>{"Index.json"});
}

TEST(ArchiveWriter, NothingIsThereBeforeItIsComplete) {
  const testing::TempDir folder;
  {
    auto writer = ArchiveWriter::create(folder / "copy", {});
    ASSERT_TRUE(writer) << writer.error().to_string();
    ASSERT_TRUE(writer->write(lap_count(1, 1)));
    EXPECT_FALSE(fs::exists(folder / "copy"));
    for (const std::string& name : files_in(folder.path())) EXPECT_TRUE(name.starts_with(".copy.partial-"));
  }
  EXPECT_TRUE(files_in(folder.path()).empty()) << "what was given up is removed";
}

TEST(ArchiveWriter, TimesThatAnArchiveCannotTellAreRefused) {
  constexpr int kHour = 3'600'000;
  for (const auto& [first, second] : {std::pair{-1, 5}, std::pair{100, 99}, std::pair{0, 100 * kHour}}) {
    const testing::TempDir folder;
    auto writer = ArchiveWriter::create(folder / "copy", {});
    ASSERT_TRUE(writer);
    const bool written = writer->write(lap_count(first, 1)) && writer->write(lap_count(second, 2));
    EXPECT_FALSE(written) << first << " " << second;
    const auto finished = writer->finish();
    ASSERT_FALSE(finished) << "an archive with a hole in it is none";
    EXPECT_EQ(finished.error().code, ErrorCode::invalid_argument);
    EXPECT_FALSE(fs::exists(folder / "copy"));
  }
}

TEST(ArchiveWriter, APacketThatNoReaderTakesIsRefused) {
  CarDataPacket packet;
  packet.samples.resize(PacketInflater::kLargest / 40);
  const testing::TempDir folder;
  const auto written = write_events(folder / "copy", {{SessionTime{}, false, packet}}, {});
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, ErrorCode::invalid_argument) << written.error().to_string();
}

TEST(ArchiveWriter, AnEmptyFolderMayBeThereAndParentsNeedNot) {
  const testing::TempDir folder;
  fs::create_directory(folder / "empty");
  EXPECT_TRUE(write_events(folder / "empty" / "", {lap_count(1, 1)}, {}));
  EXPECT_TRUE(fs::exists(folder / "empty" / "Index.json"));
  EXPECT_TRUE(write_events(folder / "a" / "b" / "c", {lap_count(1, 1)}, {}));
  EXPECT_TRUE(fs::exists(folder / "a" / "b" / "c" / "Index.json"));
}

TEST(ArchiveWriter, WhatIsThereIsNeverReplaced) {
  const testing::TempDir folder;
  write_file(folder / "full" / "notes.txt", "mine");
  write_file(folder / "file", "mine");
  for (const char* name : {"full", "file"}) {
    const auto writer = ArchiveWriter::create(folder / name, {});
    ASSERT_FALSE(writer) << name;
    EXPECT_EQ(writer.error().code, ErrorCode::already_exists) << writer.error().to_string();
  }
  auto late = ArchiveWriter::create(folder / "late", {});
  ASSERT_TRUE(late);
  write_file(folder / "late" / "notes.txt", "mine");
  const auto finished = late->finish();
  ASSERT_FALSE(finished);
  EXPECT_EQ(finished.error().code, ErrorCode::already_exists) << finished.error().to_string();
  EXPECT_EQ(bytes_of(folder / "late" / "notes.txt"), "mine");
}

TEST(ArchiveWriter, OnAFullDiskThereIsNoArchive) {
  if (!fs::exists("/dev/full")) GTEST_SKIP() << "no /dev/full";
  const testing::TempDir folder;
  auto writer = ArchiveWriter::create(folder / "copy", {});
  ASSERT_TRUE(writer);
  fs::create_symlink("/dev/full", folder / files_in(folder.path()).front() / "LapCount.jsonStream");
  ASSERT_TRUE(writer->write(lap_count(1, 1))) << "the buffer takes it";
  const auto finished = writer->finish();
  ASSERT_FALSE(finished);
  EXPECT_EQ(finished.error().code, ErrorCode::no_space) << finished.error().to_string();
  EXPECT_FALSE(fs::exists(folder / "copy"));
}

}  // namespace
}  // namespace slipstream::source

#include "library/session_entry.hpp"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/temp_dir.hpp"

namespace slipstream::library {
namespace {

using namespace std::chrono_literals;

SessionEntry mexico(const std::filesystem::path& folder) {
  SessionEntry entry;
  entry.info = {.key = "2025-10-25_mexico-city_qualifying",
                .state = domain::SessionState::ended,
                .part = 3,
                .name = "Qualifying",
                .type = "Qualifying",
                .meeting = "Mexico City Grand Prix",
                .country = "Mexico",
                .circuit = "Mexico City",
                .circuit_key = 65,
                .start_date = "2025-10-25T15:00:00",
                .gmt_offset = "-06:00:00",
                .total_laps = {},
                .drivers = {{"VER", 1, "Max Verstappen", "Red Bull Racing", "#4781D7", {}},
                            {"PER", 11, "Sergio P\u00e9rez", "", "", 4}},
                .source = "archive",
                .has = {}};
  entry.info.has.telemetry = entry.info.has.race_control = true;
  entry.source = folder / "source" / "a recording.txt";
  entry.bytes = 7'654'321;
  entry.telemetry_records = 394'020;
  entry.session_messages = 30'000;
  entry.damaged_lines = 2;
  entry.zero = UtcTime{1'761'424'567'891ms};
  entry.begin = SessionTime{-1'250ms};
  entry.end = SessionTime{2h + 17ms};
  entry.started_at = SessionTime{816'004ms};
  entry.imported_at = UtcTime{1'790'000'000'001ms};
  return entry;
}

class SessionEntryFile : public ::testing::Test {
 protected:
  void write(std::string_view text) const { std::ofstream{temp_ / "session.json"} << text; }
  slipstream::testing::TempDir temp_;
};

TEST_F(SessionEntryFile, KeepsEverything) {
  const SessionEntry entry = mexico(temp_.path());
  write(write_entry(entry, temp_.path()));
  const auto read = read_entry(temp_.path());
  ASSERT_TRUE(read) << read.error().to_string();
  EXPECT_EQ(*read, entry);
}

TEST_F(SessionEntryFile, KeepsWhatIsNotKnownUnknown) {
  SessionEntry entry;
  entry.info.key = "x";
  entry.source = temp_ / "source";
  write(write_entry(entry, temp_.path()));
  const auto read = read_entry(temp_.path());
  ASSERT_TRUE(read) << read.error().to_string();
  EXPECT_EQ(*read, entry);
}

TEST_F(SessionEntryFile, MovesWithItsFolder) {
  write(write_entry(mexico("/elsewhere/sessions/key"), "/elsewhere/sessions/key"));
  const auto read = read_entry(temp_.path());
  ASSERT_TRUE(read);
  EXPECT_EQ(read->source, temp_ / "source/a recording.txt");
}

TEST_F(SessionEntryFile, SaysWhatIsWrongAndWhere) {
  const auto missing = read_entry(temp_.path());
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::not_found);
  for (const char* text : {"", "{", "[]", "{}", R"({"format":1,"key":7})", R"({"format":2})"}) {
    write(text);
    const auto read = read_entry(temp_.path());
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().code, ErrorCode::invalid_input) << text;
    EXPECT_THAT(read.error().where, ::testing::EndsWith("session.json"));
  }
}

}  // namespace
}  // namespace slipstream::library

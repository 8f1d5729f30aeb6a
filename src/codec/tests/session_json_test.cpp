#include <gtest/gtest.h>

#include "codec/session_json.hpp"
#include "data_lines.hpp"

namespace slipstream::codec {
namespace {

using slipstream::testing::data_lines;
using slipstream::testing::error_cases;

TEST(SessionJson, EveryKindComesBackByteForByte) {
  const auto lines = data_lines("session_messages.jsonl");
  ASSERT_FALSE(lines.empty());
  std::vector<bool> seen(std::variant_size_v<decltype(domain::SessionMessage::body)>);
  for (const auto& line : lines) {
    const auto record = read_session_message(line);
    ASSERT_TRUE(record) << record.error().to_string() << "\n" << line;
    seen[record->message.body.index()] = true;
    std::string out;
    write_session_message(record->message,
                          {record->produced_at, record->session_key, record->run_id, record->seq}, out);
    EXPECT_EQ(out, line);
  }
  for (std::size_t i = 0; i < seen.size(); ++i) EXPECT_TRUE(seen[i]) << "no case of alternative " << i;
}

TEST(SessionJson, ErrorsNameTheField) {
  const auto cases = error_cases("session_bad.tsv");
  ASSERT_FALSE(cases.empty());
  for (const auto& [expected, input] : cases) {
    const auto record = read_session_message(input);
    ASSERT_FALSE(record) << input;
    EXPECT_TRUE(record.error().message.starts_with(expected)) << record.error().message << "\n" << input;
  }
}

TEST(SessionJson, AnUnknownKindIsUnsupportedSoThatReadersSkipIt) {
  const auto record = read_session_message(R"({"message_type":"race","session_time":1})");
  ASSERT_FALSE(record);
  EXPECT_EQ(record.error().code, ErrorCode::unsupported);
}

TEST(ReplayCommandJson, ComesBack) {
  domain::ReplayCommand command;
  command.run_id = "01J";
  const auto round_trip = [](const domain::ReplayCommand& before) {
    std::string out;
    write_replay_command(before, out);
    return read_replay_command(out);
  };
  EXPECT_EQ(round_trip(command).value(), command);
  command.request_id = "q";
  command.speed = domain::ReplaySpeed{};
  command.paused = false;
  command.position = SessionTime{Milliseconds{1234}};
  command.drivers.emplace();
  command.loop = true;
  command.stop = true;
  EXPECT_EQ(round_trip(command).value(), command);
  command.speed = domain::ReplaySpeed{12.5};
  command.drivers = {"VER", "HAM"};
  EXPECT_EQ(round_trip(command).value(), command);
}

TEST(ReplayCommandJson, RefusesWhatIsNoCommand) {
  const auto message = [](std::string_view json) { return read_replay_command(json).error().message; };
  EXPECT_EQ(message("{}"), "field 'run_id': expected the run to command");
  EXPECT_EQ(message(R"({"run_id":"r","speed":5000})"), "field 'speed': expected 0.1 to 1000 or \"max\"");
  EXPECT_EQ(message(R"({"run_id":"r","paused":1})"), "field 'paused': expected true or false");
  EXPECT_EQ(message(R"({"run_id":"r","drivers":"VER"})"), "field 'drivers': expected a list");
  EXPECT_EQ(message(R"({"run_id":"r","message_type":"race"})"), "message_type 'race' is not known");
}

}  // namespace
}  // namespace slipstream::codec

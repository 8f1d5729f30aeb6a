#include <string>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

#include "source/wire_frame.hpp"

namespace slipstream::source {
namespace {

/// Topic, JSON, time as written by format_wall, empty for none.
using Read = std::vector<std::tuple<std::string, std::string, std::string>>;

struct Frame {
  std::string text;
  Read messages;
};

TEST(WireFrame, IsReadInEveryForm) {
  const std::vector<Frame> frames{
      {"{}", {}},
      {R"({"C":"d-5D5F","S":1,"M":[]})", {}},
      {R"({"C":"d","G":"token","M":[]})", {}},
      {R"({"C":"d","M":[{"H":"Streaming","M":"feed","A":["LapCount",{"CurrentLap":2},"2025-05-04T20:03:42.224Z"]},)"
       R"({"H":"Streaming","M":"feed","A":["CarData.z","7ZRN","2025-05-04T20:03:42.3Z"]}]})",
       {{"LapCount", R"({"CurrentLap":2})", "2025-05-04T20:03:42.224000"},
        {"CarData.z", R"("7ZRN")", "2025-05-04T20:03:42.300000"}}},
      {R"({"C":"d","M":[{"H":"Streaming","M":"other","A":[1]}]})", {}},
      {R"({"R":{"Heartbeat":{"Utc":"x"}, "CarData.z":"7ZRN" },"I":"1"})",
       {{"Heartbeat", R"({"Utc":"x"})", ""}, {"CarData.z", R"("7ZRN")", ""}}},
      {R"({"R":true,"I":"2"})", {}},
      {R"({"type":1,"target":"feed","arguments":["TrackStatus",{"Status":"1"},"2025-08-31T13:00:00Z"]})",
       {{"TrackStatus", R"({"Status":"1"})", "2025-08-31T13:00:00.000000"}}},
      {R"({"type":1,"target":"other","arguments":[]})", {}},
      {R"({"type":3,"invocationId":"0","result":{"LapCount":{"TotalLaps":57}}})",
       {{"LapCount", R"({"TotalLaps":57})", ""}}},
      {R"({"type":3,"invocationId":"0","result":null})", {}},
      {R"({"type":6})", {}},
      {R"({"type":7,"error":"closed"})", {}},
      {R"(["WeatherData", {"AirTemp": "25.9"}, "2025-05-04T20:03:42.224Z"])",
       {{"WeatherData", R"({"AirTemp": "25.9"})", "2025-05-04T20:03:42.224000"}}},
      {R"(["WeatherData", {"AirTemp": "25.9"}, ""])", {{"WeatherData", R"({"AirTemp": "25.9"})", ""}}},
  };
  FrameReader reader;
  for (const Frame& frame : frames) {
    const TextBuffer text(frame.text);
    const auto messages = reader.read(text.padded());
    ASSERT_TRUE(messages) << frame.text << ": " << messages.error().to_string();
    Read read;
    for (const FeedMessage& message : *messages) {
      read.emplace_back(message.topic, message.json.text, message.utc ? base::format_wall(*message.utc) : "");
    }
    EXPECT_EQ(read, frame.messages) << frame.text;
  }
}

TEST(WireFrame, RefusesOthers) {
  FrameReader reader;
  for (const char* frame :
       {"", "7", "\"text\"", "{\"Year\":2025}", "[]", "[1,2,3]", "[\"A\"]", "[\"A\",1,\"yesterday\"]",
        "[\"A\",{\"b\":1,\"2025-05-04T20:03:42Z\"]", "{\"M\":{}}", "{\"C\":\"d\",\"M\":[]", "{}{}",
        "['A', 1, '']", "{\"type\":1,\"target\":\"feed\",\"arguments\":[]}", "{\"C\":\"\xFF\"}"}) {
    const TextBuffer text{std::string_view{frame}};
    const auto messages = reader.read(text.padded());
    ASSERT_FALSE(messages) << frame;
    EXPECT_EQ(messages.error().code, ErrorCode::invalid_input);
  }
}

}  // namespace
}  // namespace slipstream::source

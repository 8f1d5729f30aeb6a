#pragma once

#include <filesystem>
#include <fstream>
#include <string_view>

/// Small sessions, written by tests.
namespace slipstream::source {

inline void write_file(const std::filesystem::path& path, std::string_view text) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream{path, std::ios::binary} << text;
}

/// Timing only, three topics.
inline void write_archive(const std::filesystem::path& folder) {
  write_file(folder / "TrackStatus.jsonStream",
             "\xEF\xBB\xBF"
             "00:00:01.000{\"Status\":\"1\",\"Message\":\"AllClear\"}\r\n"
             "00:00:03.000{\"Status\":\"2\",\"Message\":\"Yellow\"}\r\n");
  write_file(folder / "TimingData.jsonStream",
             "00:00:01.000{\"Lines\":{}}\r\n00:00:02.000{\"Lines\":{\"4\":{\"Position\":\"1\"}}}\r\n");
  write_file(folder / "ExtrapolatedClock.jsonStream",
             "00:00:01.500{\"Utc\":\"2025-10-25T20:46:00Z\",\"Remaining\":\"00:00:00\"}\r\n"
             "00:00:02.110{\"Utc\":\"2025-10-25T20:46:26.009Z\",\"Remaining\":\"00:18:00\"}\r\n");
}

/// A recording of the old endpoint: a state, a packet of it repeated, messages out of order.
inline constexpr std::string_view kRecording =
    "{\"C\":\"d\",\"S\":1,\"M\":[]}\n"
    "{\"R\":{\"TrackStatus\":{\"Status\":\"1\",\"Message\":\"AllClear\",\"_kf\":true},"
    "\"SessionData\":{\"Series\":[],\"StatusSeries\":[{\"Utc\":\"2025-05-04T19:00:00Z\",\"SessionStatus\":"
    "\"Inactive\"}],"
    "\"_kf\":true}},\"I\":\"1\"}\n"
    "{\"C\":\"d\",\"M\":[{\"H\":\"Streaming\",\"M\":\"feed\",\"A\":[\"LapCount\",{\"CurrentLap\":1},"
    "\"2025-05-04T20:00:05.000Z\"]},{\"H\":\"Streaming\",\"M\":\"feed\",\"A\":[\"WeatherData\",{\"AirTemp\":"
    "\"25.9\"},"
    "\"2025-05-04T20:00:03.500Z\"]}]}\n"
    "{}\n"
    "{\"C\":\"d\",\"M\":[{\"H\":\"Streaming\",\"M\":\"feed\",\"A\":[\"SessionData\",{\"StatusSeries\":{\"1\":"
    "{\"Utc\":"
    "\"2025-05-04T20:00:06.25Z\",\"SessionStatus\":\"Started\"}}},\"2025-05-04T20:00:06.25Z\"]}]}\n";

}  // namespace slipstream::source

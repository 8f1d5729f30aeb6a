#include "source/stamp.hpp"

#include <fmt/format.h>

namespace slipstream::source {
namespace {

constexpr std::string_view kShape = "00:00:00.000";

int two_digits(const char* at) { return (at[0] - '0') * 10 + (at[1] - '0'); }

}  // namespace

std::optional<SessionTime> parse_stamp(std::string_view line) {
  if (line.size() < kStampSize) return std::nullopt;
  for (std::size_t i = 0; i < kStampSize; ++i) {
    const bool matches = kShape[i] == '0' ? line[i] >= '0' && line[i] <= '9' : line[i] == kShape[i];
    if (!matches) return std::nullopt;
  }
  const char* at = line.data();
  const int minutes = two_digits(at + 3);
  const int seconds = two_digits(at + 6);
  if (minutes > 59 || seconds > 59) return std::nullopt;
  const int millis = (at[9] - '0') * 100 + two_digits(at + 10);
  return SessionTime{Milliseconds{((two_digits(at) * 60 + minutes) * 60 + seconds) * 1000 + millis}};
}

std::optional<std::string> format_stamp(SessionTime time) {
  const auto millis = time.time_since_epoch().count();
  const auto seconds = millis / 1000;
  if (millis < 0 || seconds >= 360'000) return std::nullopt;
  return fmt::format("{:02}:{:02}:{:02}.{:03}", seconds / 3600, seconds / 60 % 60, seconds % 60,
                     millis % 1000);
}

}  // namespace slipstream::source

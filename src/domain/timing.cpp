#include "domain/timing.hpp"

#include <charconv>
#include <cstddef>

namespace slipstream::domain {
namespace {

constexpr std::array<std::string_view, 4> kSectorNames{"none", "yellow", "green", "purple"};
constexpr std::array<std::string_view, 6> kSegmentNames{"none",   "yellow", "green",
                                                        "purple", "pit",    "unknown"};

template <class Enum, std::size_t N>
std::optional<Enum> find_name(const std::array<std::string_view, N>& names, std::string_view text) {
  for (std::size_t i = 0; i < N; ++i) {
    if (names[i] == text) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

/// A whole text that is a number of laps, blanks around it allowed.
std::optional<int> parse_count(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < 0) return std::nullopt;
  return value;
}

}  // namespace

std::optional<Milliseconds> parse_lap_time(std::string_view text) {
  if (text.empty() || text.front() < '0' || text.front() > '9') return std::nullopt;
  if (text.find(':') != std::string_view::npos) return base::parse_clock(text);
  // Seconds alone: the clock parser wants minutes in front.
  std::array<char, 24> with_minutes{'0', ':'};
  if (text.size() > with_minutes.size() - 2) return std::nullopt;
  text.copy(with_minutes.data() + 2, text.size());
  return base::parse_clock({with_minutes.data(), text.size() + 2});
}

std::optional<Gap> parse_gap(std::string_view text) {
  if (text.starts_with("LAP ")) {
    const auto lap = parse_count(text.substr(4));
    return lap ? std::optional<Gap>{LeaderLap{*lap}} : std::nullopt;
  }
  const bool plus = text.starts_with('+');
  if (plus) text.remove_prefix(1);
  for (const std::string_view unit : {" LAPS", " LAP", "L"}) {
    if (!text.ends_with(unit)) continue;
    const auto laps = parse_count(text.substr(0, text.size() - unit.size()));
    return laps ? std::optional<Gap>{GapLaps{*laps}} : std::nullopt;
  }
  if (!plus) return std::nullopt;
  const auto time = parse_lap_time(text);
  if (time) return GapTime{*time};
  // Gaps beyond a minute are sent as "+113.178".
  const auto dot = text.find('.');
  const auto whole = parse_count(text.substr(0, dot));
  if (!whole || dot == std::string_view::npos || text.size() - dot != 4) return std::nullopt;
  const auto millis = parse_count(text.substr(dot + 1));
  if (!millis) return std::nullopt;
  return GapTime{std::chrono::seconds{*whole} + Milliseconds{*millis}};
}

std::string_view to_string(SectorStatus status) { return kSectorNames[static_cast<std::size_t>(status)]; }
std::string_view to_string(SegmentStatus status) { return kSegmentNames[static_cast<std::size_t>(status)]; }
std::optional<SectorStatus> sector_status_from(std::string_view text) {
  return find_name<SectorStatus>(kSectorNames, text);
}
std::optional<SegmentStatus> segment_status_from(std::string_view text) {
  return find_name<SegmentStatus>(kSegmentNames, text);
}

SegmentStatus segment_status_from_code(int code) {
  switch (code) {
    case 0: return SegmentStatus::none;
    case 2048: return SegmentStatus::yellow;
    case 2049: return SegmentStatus::green;
    case 2051: return SegmentStatus::purple;
    case 2064: return SegmentStatus::pit;
    default: return SegmentStatus::unknown;
  }
}

}  // namespace slipstream::domain

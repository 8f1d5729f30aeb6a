#include "domain/replay.hpp"

#include <array>
#include <charconv>
#include <cstddef>

namespace slipstream::domain {
namespace {

constexpr std::array<std::string_view, 3> kReplayStates{"playing", "paused", "ended"};
constexpr double kSlowest = 0.1;
constexpr double kFastest = 1000.0;

}  // namespace

std::string_view to_string(ReplayState state) { return kReplayStates[static_cast<std::size_t>(state)]; }

std::optional<ReplayState> replay_state_from(std::string_view text) {
  for (std::size_t i = 0; i < kReplayStates.size(); ++i) {
    if (kReplayStates[i] == text) return static_cast<ReplayState>(i);
  }
  return std::nullopt;
}

std::optional<ReplayPart> parse_part(std::string_view text) {
  constexpr int kMost = 100;
  ReplayPart part;
  const char* const end = text.data() + text.size();
  const auto number = std::from_chars(text.data(), end, part.number);
  if (number.ec != std::errc{} || number.ptr == end || *number.ptr != '/') return std::nullopt;
  const auto count = std::from_chars(number.ptr + 1, end, part.count);
  if (count.ec != std::errc{} || count.ptr != end) return std::nullopt;
  if (part.number < 1 || part.number > part.count || part.count > kMost) return std::nullopt;
  return part;
}

std::optional<ReplaySpeed> parse_speed(std::string_view text) {
  if (text == "max") return ReplaySpeed{};
  if (text.ends_with('x')) text.remove_suffix(1);
  double factor = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), factor);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  if (!(factor >= kSlowest && factor <= kFastest)) return std::nullopt;
  return ReplaySpeed{factor};
}

}  // namespace slipstream::domain

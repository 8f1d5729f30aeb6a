#include "domain/replay.hpp"

#include <array>
#include <charconv>
#include <cstddef>

namespace slipstream::domain {
namespace {

constexpr std::array<std::string_view, 3> kReplayStates{"playing", "paused", "ended"};
constexpr double kSlowest = 0.1;
constexpr double kFastest = 1000.0;

/// False unless all of `text` is a number.
template <class Number>
bool read_whole(std::string_view text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size();
}

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
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  if (!read_whole(text.substr(0, slash), part.number) || !read_whole(text.substr(slash + 1), part.count))
    return std::nullopt;
  if (part.number < 1 || part.number > part.count || part.count > kMost) return std::nullopt;
  return part;
}

std::optional<ReplaySpeed> parse_speed(std::string_view text) {
  if (text == "max") return ReplaySpeed{};
  if (text.ends_with('x')) text.remove_suffix(1);
  double factor = 0;
  if (!read_whole(text, factor)) return std::nullopt;
  if (!(factor >= kSlowest && factor <= kFastest)) return std::nullopt;
  return ReplaySpeed{factor};
}

}  // namespace slipstream::domain

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

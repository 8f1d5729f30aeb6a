#include "registry/levels.hpp"

#include <array>
#include <cstddef>

namespace slipstream::registry {
namespace {

constexpr std::array<std::string_view, 7> kCompatibilities{
    "NONE", "BACKWARD", "BACKWARD_TRANSITIVE", "FORWARD", "FORWARD_TRANSITIVE", "FULL", "FULL_TRANSITIVE"};
constexpr std::array<std::string_view, 2> kModes{"READWRITE", "READONLY"};

template <class Enum, std::size_t N>
std::optional<Enum> find(const std::array<std::string_view, N>& names, std::string_view text) {
  for (std::size_t i = 0; i < N; ++i) {
    if (names[i] == text) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

}  // namespace

std::string_view to_string(Compatibility level) { return kCompatibilities[static_cast<std::size_t>(level)]; }

std::optional<Compatibility> compatibility_from(std::string_view text) {
  return find<Compatibility>(kCompatibilities, text);
}

std::string_view to_string(Mode mode) { return kModes[static_cast<std::size_t>(mode)]; }

std::optional<Mode> mode_from(std::string_view text) { return find<Mode>(kModes, text); }

}  // namespace slipstream::registry

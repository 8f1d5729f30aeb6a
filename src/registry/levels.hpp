#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace slipstream::registry {

/// Between which versions of a subject data must stay readable, as Confluent's registry names it. Backward:
/// the new one reads what the one before wrote; forward: the other way round; transitive: so with all earlier
/// ones.
enum class Compatibility : std::uint8_t {
  none,
  backward,
  backward_transitive,
  forward,
  forward_transitive,
  full,
  full_transitive,
};
[[nodiscard]] std::string_view to_string(Compatibility level);
[[nodiscard]] std::optional<Compatibility> compatibility_from(std::string_view text);

[[nodiscard]] constexpr bool reads_earlier(Compatibility level) {
  return level == Compatibility::backward || level == Compatibility::backward_transitive ||
         level == Compatibility::full || level == Compatibility::full_transitive;
}
[[nodiscard]] constexpr bool is_read_by_earlier(Compatibility level) {
  return level == Compatibility::forward || level == Compatibility::forward_transitive ||
         level == Compatibility::full || level == Compatibility::full_transitive;
}
[[nodiscard]] constexpr bool is_transitive(Compatibility level) {
  return level == Compatibility::backward_transitive || level == Compatibility::forward_transitive ||
         level == Compatibility::full_transitive;
}

/// Whether schemas may be registered.
enum class Mode : std::uint8_t { readwrite, readonly };
[[nodiscard]] std::string_view to_string(Mode mode);
[[nodiscard]] std::optional<Mode> mode_from(std::string_view text);

}  // namespace slipstream::registry

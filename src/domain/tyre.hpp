#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace slipstream::domain {

enum class Compound : std::uint8_t {
  soft,
  medium,
  hard,
  intermediate,
  wet,
  hypersoft,
  ultrasoft,
  supersoft,
  superhard,  // 2018
  unknown,    ///< the feed says UNKNOWN: a tyre is fitted, which one is not known yet
};

/// "SOFT", "MEDIUM", … as the feed spells them.
[[nodiscard]] std::string_view to_string(Compound compound);
/// nullopt for a text that is no compound.
[[nodiscard]] std::optional<Compound> compound_from(std::string_view text);

}  // namespace slipstream::domain

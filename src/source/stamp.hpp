#pragma once

#include <optional>
#include <string_view>

#include "base/time.hpp"

namespace slipstream::source {

/// Characters of the stamp in front of a line's JSON.
inline constexpr std::size_t kStampSize = 12;

/// "HH:MM:SS.mmm" at the front of `line`: session time. nullopt if it is anything else.
[[nodiscard]] std::optional<SessionTime> parse_stamp(std::string_view line);

}  // namespace slipstream::source

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace slipstream::source {

/// Characters of the stamp in front of a line's JSON.
inline constexpr std::size_t kStampSize = 12;

/// "HH:MM:SS.mmm" at the front of `line`: session time. nullopt if it is anything else.
[[nodiscard]] std::optional<SessionTime> parse_stamp(std::string_view line);
/// The same the other way round; nullopt for times below zero and from 100 hours on.
[[nodiscard]] std::optional<std::string> format_stamp(SessionTime time);

}  // namespace slipstream::source

#pragma once

#include <optional>
#include <string_view>

#include "base/time.hpp"

namespace slipstream::codec {

/// No session time is larger, so that as whole milliseconds none overflows.
inline constexpr double kMaxSessionSeconds = 1e9;

/// What base::parse_utc reads, and "+00:00" in place of the Z, as Python's isoformat writes it. About 10 ns
/// for the two forms we write ourselves. nullopt if it is anything else. Thread-safe.
[[nodiscard]] std::optional<WallTime> parse_timestamp(std::string_view text);

/// A Timedelta as pandas prints it: "0 days 01:23:45.678000", "-1 days +23:59:59.500000", "0 days 01:23:45",
/// "1 day, 0:00:01" (Python's own), and "01:23:45.678". Cut to milliseconds. nullopt if it is anything else,
/// or longer than any session.
[[nodiscard]] std::optional<SessionTime> parse_timedelta(std::string_view text);

}  // namespace slipstream::codec

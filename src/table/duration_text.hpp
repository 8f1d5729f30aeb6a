#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace slipstream::table {

/// A duration as tables spell it: "0 days 00:01:17.147000" and "-1 days +23:59:59.500000" (pandas), "1 day",
/// "1:17.147", "01:23:45", or plain seconds "77.147". Up to 9 decimals. nullopt if it is anything else or too
/// long for 64 bits of nanoseconds.
[[nodiscard]] std::optional<std::chrono::nanoseconds> parse_duration(std::string_view text);

/// Whether it is spelt so that it can be nothing but a duration: with colons or days, not a plain number.
[[nodiscard]] bool is_duration_text(std::string_view text);

}  // namespace slipstream::table

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/result.hpp"
#include "http/message.hpp"
#include "store/series.hpp"

/// Arguments that several routes share. Errors are invalid_argument and name the parameter.
namespace slipstream::api {

/// Unix milliseconds from a number of them, or from ISO 8601 ("2026-11-26T16:30:00Z", the zone as Z, ±hh:mm
/// or left out for UTC). nullopt if it is neither.
[[nodiscard]] std::optional<std::int64_t> parse_instant(std::string_view text);

/// nullopt if the parameter is not there or empty.
Result<std::optional<std::int64_t>> instant_argument(const http::Request& request, std::string_view name);
/// A whole number of at least 1; nullopt if the parameter is not there or empty.
Result<std::optional<std::size_t>> count_argument(const http::Request& request, std::string_view name);
/// "wall" (default) or "event".
Result<store::Axis> clock_argument(const http::Request& request);
[[nodiscard]] std::optional<store::Axis> axis_from(std::string_view text);

}  // namespace slipstream::api

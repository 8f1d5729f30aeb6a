#pragma once

#include <string_view>

#include <spdlog/spdlog.h>

#include "base/result.hpp"

namespace slipstream::base {

/// Log lines go to stderr as "12:03:44.123 warn  text"; stdout is for results. Call once, from main.
/// `level`: trace, debug, info, warn, error, off. Errors: invalid_argument for another level.
/// Thread-safe afterwards: use spdlog::info and its kin.
Result<> start_logging(std::string_view level);

}  // namespace slipstream::base

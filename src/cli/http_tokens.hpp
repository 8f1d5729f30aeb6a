#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "http/server.hpp"

namespace slipstream::cli {

/// Reads the secrets that `http.tokens` points to: "read:env:NAME", "control:file:PATH" (its first line).
/// Errors: invalid_argument (another form, an empty secret), not_found (no such variable or file). A secret
/// is never logged.
Result<std::vector<http::Token>> read_tokens(
    const std::vector<std::string>& sources,
    const std::function<std::optional<std::string>(const std::string&)>& environment);

}  // namespace slipstream::cli

#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "http/message.hpp"

namespace slipstream::http {

/// What stands between method and version in a request line.
struct Target {
  std::string authority;  ///< of the absolute form, "http://HOST/…"; else empty
  std::string path;       ///< percent-decoded
  Query query;
};

/// Errors: invalid_argument for a target that is no path, broken percent-escapes, control characters in the
/// path, and texts that are not UTF-8.
[[nodiscard]] Result<Target> parse_target(std::string_view text);

/// "a=1&b=x+y&b=%2F". The same errors.
[[nodiscard]] Result<Query> parse_query(std::string_view text);

}  // namespace slipstream::http

#pragma once

#include <string>
#include <string_view>

namespace slipstream::library {

/// The address of `path` below `base`, which may end in a slash or not; what a URL may not hold ("São Paulo")
/// is written as RFC 3986 has it.
[[nodiscard]] std::string site_url(std::string_view base, std::string_view path);

}  // namespace slipstream::library

#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace slipstream::openf1 {

[[nodiscard]] constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Letters of ASCII in lower case, other bytes as they are.
[[nodiscard]] inline std::string ascii_lower(std::string_view text) {
  std::string lower{text};
  std::ranges::transform(lower, lower.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return lower;
}

}  // namespace slipstream::openf1

#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace slipstream::source {

/// One line of a text file, without its end.
struct Line {
  std::uint32_t number = 0;  ///< from 1
  std::string_view text;
};

/// The lines of `text` that are not blank: LF or CRLF, with or without a byte order mark in front.
[[nodiscard]] std::vector<Line> split_lines(std::string_view text);

}  // namespace slipstream::source

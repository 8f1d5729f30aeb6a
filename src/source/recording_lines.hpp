#pragma once

#include <string_view>
#include <vector>

#include "source/line_reader.hpp"
#include "source/padded_text.hpp"

namespace slipstream::source {

/// The text of a recording with FastF1's Python lists turned into JSON; line numbers stay. A line that cannot
/// be turned stays as it is.
[[nodiscard]] TextBuffer as_json_lines(TextBuffer text);

/// The frames of a recording: its lines, cut further where a 0x1E ends a message.
[[nodiscard]] std::vector<Line> split_frames(std::string_view text);

}  // namespace slipstream::source

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "table/column.hpp"

namespace slipstream::table {

/// A value that does not become what is wanted.
struct BadValue {
  std::size_t row;    ///< from 0, within the column given
  std::string value;  ///< as text
};

/// Whether values of one type can be read as another at all: numbers as durations (seconds), text as anything
/// that it spells, whole numbers as booleans (0 and 1) and as text; not, say, a timestamp as a number.
[[nodiscard]] bool is_convertible(Type from, Type to);

/// Appends what the text spells as the column's type; false if it is none.
[[nodiscard]] bool append_text_as(std::string_view text, Column& to);

/// Appends the values of `from` to `to`, as `to`'s type, which is_convertible. Exact or not at all: 4.0 is
/// the whole number 4 and the text "4", 4.5 is neither. Returns the first value that does not fit; `to` is
/// then of no use.
[[nodiscard]] std::optional<BadValue> append_converted(const Column& from, Column& to);

}  // namespace slipstream::table

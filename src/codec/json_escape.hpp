#pragma once

#include <cstddef>
#include <string_view>

namespace slipstream::codec {

/// A byte of text becomes at most so many bytes of JSON.
inline constexpr std::size_t kMaxEscapedByte = 6;

/// Writes `text` as the inside of a JSON string: quotes, backslashes and control characters escaped, each
/// byte of invalid UTF-8 replaced by U+FFFD. `to` has room for kMaxEscapedByte × text.size() bytes. Returns
/// the end. Thread-safe.
char* put_escaped(char* to, std::string_view text);

}  // namespace slipstream::codec

#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace slipstream::base {

/// Bytes that `decode_base64` may write for a text of this length.
[[nodiscard]] constexpr std::size_t base64_capacity(std::size_t characters) { return characters / 4 * 3 + 3; }

/// Standard alphabet, padding with '=' or none. Returns how many bytes were written; nullopt if `text` is not
/// base64. `out` must hold base64_capacity(text.size()) bytes.
[[nodiscard]] std::optional<std::size_t> decode_base64(std::string_view text, std::span<unsigned char> out);

/// Appends `bytes` to `out`, padded.
void append_base64(std::string& out, std::span<const unsigned char> bytes);

/// The same for texts that are not on a hot path.
[[nodiscard]] std::string encode_base64(std::string_view bytes);
[[nodiscard]] std::optional<std::string> decode_base64(std::string_view text);

}  // namespace slipstream::base

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace slipstream::table {

[[nodiscard]] std::string encode_base64(std::string_view bytes);
/// nullopt unless it is base64 with its padding.
[[nodiscard]] std::optional<std::string> decode_base64(std::string_view text);

}  // namespace slipstream::table

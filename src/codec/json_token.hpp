#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace slipstream::codec {

/// What a raw JSON scalar is. Python writes NaN and Infinity, which are no JSON: they mean "not known".
enum class TokenKind : std::uint8_t { text, number, truth, missing, other };
[[nodiscard]] TokenKind token_kind(std::string_view token);

/// A number token's value, correctly rounded; nullopt if the token is no JSON number.
[[nodiscard]] std::optional<double> token_number(std::string_view token);
/// As token_number, for counts that doubles cannot hold exactly; nullopt beyond 64 bits and for "-1" and
/// "1.5".
[[nodiscard]] std::optional<std::uint64_t> token_unsigned(std::string_view token);
/// The inside of a text token as it stands; nullopt if it has escapes.
[[nodiscard]] std::optional<std::string_view> token_text(std::string_view token);
/// Without the white space behind it.
[[nodiscard]] std::string_view trim_token(std::string_view token);

}  // namespace slipstream::codec

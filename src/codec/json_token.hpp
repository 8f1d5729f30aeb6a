#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace slipstream::codec {

/// What a raw JSON scalar is. Python writes NaN and Infinity, which are no JSON: they mean "not known".
enum class TokenKind : std::uint8_t { text, number, truth, missing, other };
[[nodiscard]] inline TokenKind token_kind(std::string_view token) {
  if (token.empty()) return TokenKind::other;
  const char c = token.front();
  if (c >= '0' && c <= '9') return TokenKind::number;
  if (c == '"') return TokenKind::text;
  if (c == '-') return token == "-Infinity" ? TokenKind::missing : TokenKind::number;
  if (token == "null" || token == "NaN" || token == "Infinity") return TokenKind::missing;
  return token == "true" || token == "false" ? TokenKind::truth : TokenKind::other;
}

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

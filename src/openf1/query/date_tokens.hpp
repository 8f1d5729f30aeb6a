#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace slipstream::openf1 {

/// A date's text cut into its parts.
struct DateToken {
  enum class Kind : std::uint8_t { number, word, symbol };
  Kind kind = Kind::symbol;
  std::string text;  ///< a number's digits, with at most one dot; a word in lower case; one byte

  [[nodiscard]] bool is(std::string_view wanted) const { return text == wanted; }
  [[nodiscard]] bool is_number() const { return kind == Kind::number; }
};

/// Blanks stay, as symbols.
[[nodiscard]] std::vector<DateToken> date_tokens(std::string_view text);

}  // namespace slipstream::openf1

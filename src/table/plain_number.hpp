#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

/// Private to this room: numbers as nearly all cells spell them, in one pass over their bytes.
namespace slipstream::table {

/// A number of at most 15 digits with or without a point, without an exponent.
struct PlainNumber {
  /// From here on not every whole number is a double.
  static constexpr std::size_t kMostDigits = 15;

  std::int64_t digits = 0;   ///< all of them, as if there was no point
  std::size_t count = 0;     ///< of digits
  std::size_t decimals = 0;  ///< of them, after the point
  std::size_t length = 0;    ///< bytes
  bool negative = false;

  /// Exact: the quotient of two doubles that are exact is rounded once.
  [[nodiscard]] double value() const {
    static constexpr std::array kPowers{1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                        1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    const double absolute = static_cast<double>(digits) / kPowers[decimals];
    return negative ? -absolute : absolute;
  }
};

/// The number at the front of a text; what follows it is the caller's to judge. nullopt if there is none.
inline std::optional<PlainNumber> scan_plain_number(std::string_view text) {
  PlainNumber number;
  number.negative = text.starts_with('-');
  std::size_t at = number.negative ? 1 : 0;
  std::optional<std::size_t> before_point;
  for (; at < text.size(); ++at) {
    const char letter = text[at];
    if (letter >= '0' && letter <= '9') {
      if (++number.count > PlainNumber::kMostDigits) return std::nullopt;
      number.digits = number.digits * 10 + (letter - '0');
    } else if (letter == '.' && !before_point) {
      before_point = number.count;
    } else {
      break;
    }
  }
  if (number.count == 0) return std::nullopt;
  number.decimals = before_point ? number.count - *before_point : 0;
  number.length = at;
  return number;
}

}  // namespace slipstream::table

#include "codec/json_token.hpp"

#include <array>
#include <charconv>

#include <fast_float/fast_float.h>

namespace slipstream::codec {
namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// JSON's number grammar: no plus, no leading zeros, digits on both sides of the point.
bool is_json_number(std::string_view token) {
  std::size_t at = token.starts_with('-') ? 1 : 0;
  const auto digits = [&] {
    const std::size_t from = at;
    while (at < token.size() && is_digit(token[at])) ++at;
    return at - from;
  };
  const bool leading_zero = at < token.size() && token[at] == '0';
  const std::size_t whole = digits();
  if (whole == 0 || (leading_zero && whole > 1)) return false;
  if (at < token.size() && token[at] == '.') {
    ++at;
    if (digits() == 0) return false;
  }
  if (at < token.size() && (token[at] == 'e' || token[at] == 'E')) {
    ++at;
    if (at < token.size() && (token[at] == '+' || token[at] == '-')) ++at;
    if (digits() == 0) return false;
  }
  return at == token.size();
}

std::optional<double> number_of_any_form(std::string_view token) {
  if (!is_json_number(token)) return std::nullopt;
  double value = 0;
  const auto result = fast_float::from_chars(token.data(), token.data() + token.size(), value);
  if (result.ec != std::errc{}) return std::nullopt;
  return value;
}

/// Both are exact as doubles below 2^53 and 10^22, so that one division rounds correctly.
constexpr std::array<double, 16> kPowers{1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                         1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
constexpr std::size_t kExactDigits = 15;

}  // namespace

std::string_view trim_token(std::string_view token) {
  while (!token.empty() && static_cast<unsigned char>(token.back()) <= ' ') token.remove_suffix(1);
  return token;
}

std::optional<double> token_number(std::string_view token) {
  if (token.size() > kExactDigits) return number_of_any_form(token);
  const bool negative = token.starts_with('-');
  std::size_t at = negative ? 1 : 0;
  const std::size_t whole_from = at;
  std::uint64_t mantissa = 0;
  for (; at < token.size() && is_digit(token[at]); ++at) {
    mantissa = mantissa * 10 + static_cast<std::uint64_t>(token[at] - '0');
  }
  const std::size_t whole = at - whole_from;
  if (whole == 0 || (whole > 1 && token[whole_from] == '0')) return std::nullopt;
  std::size_t decimals = 0;
  if (at < token.size() && token[at] == '.') {
    const std::size_t from = ++at;
    for (; at < token.size() && is_digit(token[at]); ++at) {
      mantissa = mantissa * 10 + static_cast<std::uint64_t>(token[at] - '0');
    }
    decimals = at - from;
    if (decimals == 0) return std::nullopt;
  }
  if (at != token.size()) return number_of_any_form(token);
  double value = static_cast<double>(mantissa);
  if (decimals > 0) value /= kPowers[decimals];
  return negative ? -value : value;
}

std::optional<std::uint64_t> token_unsigned(std::string_view token) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), value);
  if (error != std::errc{} || end != token.data() + token.size()) return std::nullopt;
  return value;
}

std::optional<std::string_view> token_text(std::string_view token) {
  if (token.size() < 2 || token.front() != '"' || token.back() != '"') return std::nullopt;
  token = token.substr(1, token.size() - 2);
  if (token.find('\\') != std::string_view::npos) return std::nullopt;
  return token;
}

}  // namespace slipstream::codec

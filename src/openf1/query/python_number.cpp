#include "openf1/query/python_number.hpp"

#include <charconv>
#include <string>

#include "openf1/query/ascii.hpp"

namespace slipstream::openf1 {
namespace {

std::string_view without_outer_blanks(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\n\r\v\f";
  const auto first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

/// What from_chars can read: no leading plus, no underscores. nullopt if an underscore is misplaced.
std::optional<std::string> plain_number(std::string_view text) {
  text = without_outer_blanks(text);
  if (text.starts_with('+')) {
    text.remove_prefix(1);
    if (text.starts_with('-')) return std::nullopt;
  }
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '_') {
      plain += text[i];
      continue;
    }
    const bool between = i > 0 && i + 1 < text.size() && is_digit(text[i - 1]) && is_digit(text[i + 1]);
    if (!between) return std::nullopt;
  }
  return plain;
}

template <class Number>
std::optional<Number> parse_whole(std::string_view text) {
  const auto plain = plain_number(text);
  if (!plain) return std::nullopt;
  Number value{};
  const char* end = plain->data() + plain->size();
  const auto [stop, error] = std::from_chars(plain->data(), end, value);
  if (error != std::errc{} || stop != end) return std::nullopt;
  return value;
}

}  // namespace

std::optional<std::int64_t> parse_python_int(std::string_view text) {
  return parse_whole<std::int64_t>(text);
}

std::optional<double> parse_python_float(std::string_view text) {
  // from_chars also reads C's "nan(…)", Python does not.
  if (text.contains('(')) return std::nullopt;
  return parse_whole<double>(text);
}

}  // namespace slipstream::openf1

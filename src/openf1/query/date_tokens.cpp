#include "openf1/query/date_tokens.hpp"

#include "openf1/query/ascii.hpp"

namespace slipstream::openf1 {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::size_t run_of_digits(std::string_view text, std::size_t from) {
  std::size_t end = from;
  while (end < text.size() && is_digit(text[end])) ++end;
  return end;
}

/// Behind the number at `from`: digits, and one decimal point or comma with digits behind it. "10.09.2021" is
/// three numbers, and "10, 2021" two.
std::size_t end_of_number(std::string_view text, std::size_t from) {
  const std::size_t whole = run_of_digits(text, from);
  if (whole >= text.size() || (text[whole] != '.' && text[whole] != ',')) return whole;
  if (from > 0 && text[from - 1] == '.') return whole;
  const std::size_t end = run_of_digits(text, whole + 1);
  const bool ends_here = end >= text.size() || text[end] != '.';
  return end > whole + 1 && ends_here ? end : whole;
}

std::size_t end_of_word(std::string_view text, std::size_t from) {
  std::size_t end = from;
  while (end < text.size() && is_letter(text[end])) ++end;
  return end;
}

}  // namespace

std::vector<DateToken> date_tokens(std::string_view text) {
  std::vector<DateToken> tokens;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    if (is_digit(text[at])) {
      at = end_of_number(text, from);
      std::string number{text.substr(from, at - from)};
      if (const auto comma = number.find(','); comma != std::string::npos) number[comma] = '.';
      tokens.push_back({DateToken::Kind::number, std::move(number)});
    } else if (is_letter(text[at])) {
      at = end_of_word(text, from);
      tokens.push_back({DateToken::Kind::word, ascii_lower(text.substr(from, at - from))});
    } else {
      tokens.push_back({DateToken::Kind::symbol, std::string{text[at++]}});
    }
  }
  return tokens;
}

}  // namespace slipstream::openf1

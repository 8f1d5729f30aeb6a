#include "openf1/query/date_reader.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace slipstream::openf1 {
namespace {

constexpr std::array<std::string_view, 12> kMonths{"january",   "february", "march",    "april",
                                                   "may",       "june",     "july",     "august",
                                                   "september", "october",  "november", "december"};
constexpr std::array<std::string_view, 7> kWeekdays{"sunday",   "monday", "tuesday", "wednesday",
                                                    "thursday", "friday", "saturday"};
/// Words that say nothing.
constexpr std::array<std::string_view, 9> kFillers{"at", "on", "and", "ad", "of", "st", "nd", "rd", "th"};

/// By the whole name or its first three letters ("sept" too).
template <std::size_t N>
std::optional<unsigned> index_of_name(const std::array<std::string_view, N>& names, std::string_view word) {
  for (std::size_t i = 0; i < N; ++i) {
    const bool fits = word == names[i] || (word.size() == 3 && names[i].starts_with(word));
    if (fits || (word == "sept" && names[i] == "september")) return static_cast<unsigned>(i);
  }
  return std::nullopt;
}

std::optional<int> small_number(std::string_view digits) {
  int value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (digits.size() > 4 || error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

}  // namespace

DateReader::DateReader(std::string_view text) : tokens_(date_tokens(text)) {}

bool DateReader::read() {
  while (at_ < tokens_.size()) {
    const DateToken& token = tokens_[at_];
    const bool fits = token.is_number()                     ? read_number()
                      : token.kind == DateToken::Kind::word ? read_word()
                                                            : read_symbol();
    if (!fits) return false;
  }
  return hour_ || weekday_ || !day_.empty();
}

std::optional<DateText> DateReader::result(UtcTime today) const {
  const std::chrono::year_month_day default_day{std::chrono::floor<std::chrono::days>(today)};
  const auto day = day_.resolve(default_day);
  if (!day) return std::nullopt;
  std::chrono::sys_days date{*day};
  if (weekday_ && !day_.has_day()) date += std::chrono::weekday{*weekday_} - std::chrono::weekday{date};
  const auto of_day = std::chrono::hours{hour_.value_or(0)} + std::chrono::minutes{minute_} + seconds_;
  return DateText{date + of_day - offset_, hour_.has_value()};
}

const DateToken* DateReader::next(std::size_t ahead) const {
  return at_ + ahead < tokens_.size() ? &tokens_[at_ + ahead] : nullptr;
}

bool DateReader::next_is(std::string_view text, std::size_t ahead) const {
  return next(ahead) != nullptr && next(ahead)->is(text);
}

bool DateReader::read_number() {
  const std::string& digits = tokens_[at_].text;
  if (next_is(":")) return read_clock();
  if (digits.contains('.')) return false;
  if (digits.size() == 8 && day_.empty()) return read_compact_day(digits);
  if (day_.size() == 3 && !hour_ && (digits.size() == 4 || digits.size() == 6))
    return read_compact_clock(digits);
  if (next() != nullptr && !hour_ && read_half_day(digits)) return true;
  if (next_is("-") || next_is("/") || next_is(".")) return read_separated_day();
  ++at_;
  return (digits.size() <= 2 || digits.size() == 4) && day_.add_number(digits);
}

bool DateReader::read_clock() {
  if (hour_ || next(2) == nullptr || !next(2)->is_number()) return false;
  const auto minute = small_number(next(2)->text);
  if (!minute || !set_hour(tokens_[at_].text, *minute)) return false;
  at_ += 3;
  if (at_ >= tokens_.size() || !tokens_[at_].is(":")) return true;
  if (next() == nullptr || !next()->is_number() || !set_seconds(next()->text)) return false;
  at_ += 2;
  return true;
}

bool DateReader::read_compact_day(std::string_view digits) {
  ++at_;
  return day_.add_number(digits.substr(0, 4)) && day_.add_number(digits.substr(4, 2)) &&
         day_.add_number(digits.substr(6, 2));
}

bool DateReader::read_compact_clock(std::string_view digits) {
  ++at_;
  const auto minute = small_number(digits.substr(2, 2));
  if (!minute || !set_hour(digits.substr(0, 2), *minute)) return false;
  return digits.size() == 4 || set_seconds(digits.substr(4));
}

bool DateReader::read_half_day(std::string_view digits) {
  const std::size_t ahead = next_is(" ") ? 2 : 1;
  if (!next_is("am", ahead) && !next_is("pm", ahead)) return false;
  if (!set_hour(digits, 0)) return false;
  at_ += ahead;  // the word itself is read as such
  return true;
}

bool DateReader::read_separated_day() {
  const std::string separator = next()->text;
  if (!day_.add_number(tokens_[at_].text)) return false;
  if (!add_part(2)) return false;
  at_ += 3;
  if (at_ >= tokens_.size() || !tokens_[at_].is(separator)) return true;
  if (!add_part(1)) return false;
  at_ += 2;
  return true;
}

bool DateReader::add_part(std::size_t ahead) {
  const DateToken* part = next(ahead);
  if (part == nullptr) return false;
  if (part->is_number()) return day_.add_number(part->text);
  const auto month = index_of_name(kMonths, part->text);
  return month && day_.add_month(*month + 1);
}

bool DateReader::read_word() {
  const std::string& word = tokens_[at_].text;
  if (const auto weekday = index_of_name(kWeekdays, word)) {
    weekday_ = weekday;
  } else if (const auto month = index_of_name(kMonths, word)) {
    if (!day_.add_month(*month + 1)) return false;
  } else if (word == "am" || word == "pm") {
    if (!hour_ || *hour_ > 12) return false;
    *hour_ = *hour_ % 12 + (word == "pm" ? 12 : 0);
  } else if (word == "z" || word == "utc" || word == "gmt") {
    if (!hour_ || has_zone_) return false;
    has_zone_ = true;
  } else if (word != "t" && std::ranges::find(kFillers, word) == kFillers.end()) {
    return false;
  }
  ++at_;
  return true;
}

bool DateReader::read_symbol() {
  const DateToken& token = tokens_[at_];
  if (hour_ && (token.is("+") || token.is("-"))) return read_offset();
  ++at_;
  return token.is(" ") || token.is(",") || token.is(";") || token.is("-") || token.is("/") || token.is(".");
}

bool DateReader::read_offset() {
  if (offset_ != std::chrono::minutes{0} || next() == nullptr || !next()->is_number()) return false;
  const bool west = tokens_[at_].is("-");
  const std::string digits = next()->text;
  auto hours = small_number(digits);
  std::optional<int> minutes = 0;
  at_ += 2;
  if (digits.size() == 4) {
    hours = small_number(std::string_view{digits}.substr(0, 2));
    minutes = small_number(std::string_view{digits}.substr(2));
  } else if (at_ + 1 < tokens_.size() && tokens_[at_].is(":") && tokens_[at_ + 1].is_number()) {
    minutes = small_number(tokens_[at_ + 1].text);
    at_ += 2;
  }
  if (!hours || !minutes || digits.size() == 3 || *hours > 23 || *minutes > 59) return false;
  offset_ = std::chrono::hours{*hours} + std::chrono::minutes{*minutes};
  if (west) offset_ = -offset_;
  return true;
}

bool DateReader::set_hour(std::string_view digits, int minute) {
  const auto hour = small_number(digits);
  if (hour_ || !hour || *hour > 23 || minute > 59) return false;
  hour_ = hour;
  minute_ = minute;
  return true;
}

bool DateReader::set_seconds(std::string_view text) {
  const auto dot = std::min(text.find('.'), text.size());
  const auto whole = small_number(text.substr(0, dot));
  if (!whole || *whole > 59) return false;
  std::string fraction{text.substr(std::min(dot + 1, text.size()))};
  fraction.resize(3, '0');
  const auto millis = small_number(fraction);
  if (!millis) return false;
  seconds_ = std::chrono::seconds{*whole} + Milliseconds{*millis};
  return true;
}

}  // namespace slipstream::openf1

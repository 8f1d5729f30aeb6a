#include "codec/time_text.hpp"

#include <charconv>
#include <cstdint>

namespace slipstream::codec {
namespace {

using namespace std::chrono;

constexpr std::size_t kSecondsLength = 19;  // "2026-11-26T16:30:00"
constexpr seconds kMaxSession{static_cast<std::int64_t>(kMaxSessionSeconds)};
constexpr std::int64_t kMaxDays = floor<days>(kMaxSession).count();

/// Digits into a number; `ok` turns false at anything else.
unsigned digits(const char* text, int count, bool& ok) {
  unsigned value = 0;
  for (int i = 0; i < count; ++i) {
    const auto digit = static_cast<unsigned>(text[i] - '0');
    ok &= digit <= 9;
    value = value * 10 + digit;
  }
  return value;
}

/// "2026-11-26T16:30:00.123456" and "2025-10-25T21:03:11.482Z"; nullopt: some other form.
std::optional<WallTime> parse_own_form(std::string_view text) {
  if (text.size() <= kSecondsLength || text[kSecondsLength] != '.') return std::nullopt;
  const bool utc = text.size() == kSecondsLength + 5 && text.back() == 'Z';
  if (!utc && text.size() != kSecondsLength + 7) return std::nullopt;
  const char* t = text.data();
  bool ok = t[4] == '-' && t[7] == '-' && t[10] == 'T' && t[13] == ':' && t[16] == ':';
  const unsigned y = digits(t, 4, ok);
  const unsigned mo = digits(t + 5, 2, ok);
  const unsigned d = digits(t + 8, 2, ok);
  const unsigned h = digits(t + 11, 2, ok);
  const unsigned mi = digits(t + 14, 2, ok);
  const unsigned s = digits(t + 17, 2, ok);
  const unsigned us = utc ? digits(t + 20, 3, ok) * 1000 : digits(t + 20, 6, ok);
  const year_month_day date{year{static_cast<int>(y)}, month{mo}, day{d}};
  if (!ok || !date.ok() || date.year() > year{base::kLastYear} || h > 23 || mi > 59 || s > 60)
    return std::nullopt;
  return sys_days{date} + hours{h} + minutes{mi} + seconds{s} + microseconds{us};
}

/// Drops "12 days ", "1 day, " or the like from the front of `text`; 0 where there is none.
std::optional<std::int64_t> take_days(std::string_view& text) {
  const auto word = text.find(" day");
  if (word == std::string_view::npos) return 0;
  std::int64_t count = 0;
  const auto [end, error] = std::from_chars(text.begin(), text.begin() + word, count);
  if (error != std::errc{} || end != text.begin() + word) return std::nullopt;
  if (count > kMaxDays || count < -kMaxDays) return std::nullopt;
  text.remove_prefix(word + 4);
  if (text.starts_with('s')) text.remove_prefix(1);
  if (text.starts_with(',')) text.remove_prefix(1);
  if (!text.empty() && !text.starts_with(' ')) return std::nullopt;
  while (text.starts_with(' ')) text.remove_prefix(1);
  return count;
}

}  // namespace

std::optional<WallTime> parse_timestamp(std::string_view text) {
  if (const auto time = parse_own_form(text)) return time;
  if (text.ends_with("+00:00")) text.remove_suffix(6);
  return base::parse_utc(text);
}

std::optional<SessionTime> parse_timedelta(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const auto count = take_days(text);
  if (!count) return std::nullopt;
  const auto whole = days{*count};
  if (text.empty()) return SessionTime{whole};
  if (text.starts_with('+')) text.remove_prefix(1);
  const auto clock = base::parse_clock(text);
  if (!clock) return std::nullopt;
  const auto sum = whole + *clock;
  if (abs(sum) > kMaxSession) return std::nullopt;
  return SessionTime{sum};
}

}  // namespace slipstream::codec

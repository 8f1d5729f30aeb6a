#include "base/time.hpp"

#include <cmath>

#include <fmt/format.h>

namespace slipstream::base {
namespace {

using namespace std::chrono;

/// Reads exactly `digits` decimal digits at the front of `text` and drops them.
std::optional<int> take_digits(std::string_view& text, std::size_t digits) {
  if (text.size() < digits) return std::nullopt;
  int value = 0;
  for (std::size_t i = 0; i < digits; ++i) {
    const char c = text[i];
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  text.remove_prefix(digits);
  return value;
}

bool take_char(std::string_view& text, char expected) {
  if (text.empty() || text.front() != expected) return false;
  text.remove_prefix(1);
  return true;
}

/// The decimals of a second in microseconds: further ones are cut, missing ones are zeros.
std::optional<microseconds> take_fraction(std::string_view& text) {
  if (!take_char(text, '.')) return microseconds{0};
  std::int64_t value = 0;
  std::size_t count = 0;
  while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
    if (count < 6) value = value * 10 + (text.front() - '0');
    ++count;
    text.remove_prefix(1);
  }
  if (count == 0 || count > 9) return std::nullopt;
  for (; count < 6; ++count) value *= 10;
  return microseconds{value};
}

struct ClockParts {
  std::int64_t hours;
  int minutes;
  int seconds;
  int millis;
};

ClockParts split(std::int64_t ms) {
  return {ms / 3'600'000, static_cast<int>(ms / 60'000 % 60), static_cast<int>(ms / 1000 % 60),
          static_cast<int>(ms % 1000)};
}

}  // namespace

WallTime wall_now() { return floor<microseconds>(system_clock::now()); }

SessionTime session_time_from_seconds(double value) {
  return SessionTime{milliseconds{std::llround(value * 1000.0)}};
}

std::optional<WallTime> parse_utc(std::string_view text) {
  const auto y = take_digits(text, 4);
  if (!y || !take_char(text, '-')) return std::nullopt;
  const auto mo = take_digits(text, 2);
  if (!mo || !take_char(text, '-')) return std::nullopt;
  const auto d = take_digits(text, 2);
  if (!d || !(take_char(text, 'T') || take_char(text, ' '))) return std::nullopt;
  const auto h = take_digits(text, 2);
  if (!h || !take_char(text, ':')) return std::nullopt;
  const auto mi = take_digits(text, 2);
  if (!mi || !take_char(text, ':')) return std::nullopt;
  const auto s = take_digits(text, 2);
  if (!s) return std::nullopt;
  const auto fraction = take_fraction(text);
  if (!fraction) return std::nullopt;
  take_char(text, 'Z');
  const year_month_day date{year{*y}, month{static_cast<unsigned>(*mo)}, day{static_cast<unsigned>(*d)}};
  if (!text.empty() || !date.ok() || *y > kLastYear || *h > 23 || *mi > 59 || *s > 60) return std::nullopt;
  return sys_days{date} + hours{*h} + minutes{*mi} + std::chrono::seconds{*s} + *fraction;
}

std::optional<UtcTime> parse_utc_ms(std::string_view text) {
  const auto time = parse_utc(text);
  if (!time) return std::nullopt;
  return round<milliseconds>(*time);
}

std::optional<Milliseconds> parse_clock(std::string_view text) {
  const bool negative = take_char(text, '-');
  std::int64_t total = 0;  // of the fields read so far, in units of the last one
  int fields = 0;
  while (true) {
    std::int64_t value = 0;
    std::size_t digits = 0;
    while (!text.empty() && text.front() >= '0' && text.front() <= '9' && digits < 6) {
      value = value * 10 + (text.front() - '0');
      text.remove_prefix(1);
      ++digits;
    }
    if (digits == 0 || (fields > 0 && value > 59)) return std::nullopt;
    total = total * 60 + value;
    ++fields;
    if (fields < 3 && take_char(text, ':')) continue;
    break;
  }
  if (fields < 2) return std::nullopt;
  const auto fraction = take_fraction(text);
  if (!fraction || !text.empty()) return std::nullopt;
  const auto value = std::chrono::seconds{total} + floor<milliseconds>(*fraction);
  return negative ? -value : value;
}

std::string format_utc(UtcTime time) {
  const auto day = floor<days>(time);
  const year_month_day date{day};
  const ClockParts c = split((time - day).count());
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), c.hours,
                     c.minutes, c.seconds, c.millis);
}

std::string format_wall(WallTime time) {
  const auto ms = floor<milliseconds>(time);
  std::string text = format_utc(ms);
  text.pop_back();
  return text + fmt::format("{:03}", (time - ms).count());
}

std::string format_timedelta(SessionTime time) {
  const std::int64_t ms = time.time_since_epoch().count();
  const std::int64_t day = 86'400'000;
  const std::int64_t whole = ms >= 0 ? ms / day : -((-ms + day - 1) / day);
  const ClockParts c = split(ms - whole * day);
  return fmt::format("{} days {}{:02}:{:02}:{:02}.{:03}000", whole, whole < 0 ? "+" : "", c.hours, c.minutes,
                     c.seconds, c.millis);
}

std::string format_session_time(SessionTime time) {
  const std::int64_t ms = time.time_since_epoch().count();
  const ClockParts c = split(ms < 0 ? -ms : ms);
  return fmt::format("{}{}:{:02}:{:02}.{:03}", ms < 0 ? "-" : "", c.hours, c.minutes, c.seconds, c.millis);
}

}  // namespace slipstream::base

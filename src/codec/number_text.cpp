#include "codec/number_text.hpp"

namespace slipstream::codec {
namespace {

using std::chrono::days;
using std::chrono::floor;

constexpr std::int64_t kMsPerDay = 86'400'000;

char* put_three_digits(char* to, unsigned value) {
  *to++ = static_cast<char>('0' + value / 100);
  return put_two_digits(to, value % 100);
}

char* put_date(char* to, std::chrono::sys_days day) {
  const std::chrono::year_month_day date{day};
  const auto year = static_cast<unsigned>(static_cast<int>(date.year())) % 10'000;
  to = put_two_digits(to, year / 100);
  to = put_two_digits(to, year % 100);
  *to++ = '-';
  to = put_two_digits(to, static_cast<unsigned>(date.month()));
  *to++ = '-';
  return put_two_digits(to, static_cast<unsigned>(date.day()));
}

/// "21:03:11.482" of the milliseconds since midnight.
char* put_clock(char* to, std::int64_t ms_of_day) {
  const auto ms = static_cast<unsigned>(ms_of_day);
  to = put_two_digits(to, ms / 3'600'000);
  *to++ = ':';
  to = put_two_digits(to, ms / 60'000 % 60);
  *to++ = ':';
  to = put_two_digits(to, ms / 1000 % 60);
  *to++ = '.';
  return put_three_digits(to, ms % 1000);
}

}  // namespace

char* put_utc(char* to, UtcTime time) {
  const auto day = floor<days>(time);
  to = put_date(to, day);
  *to++ = 'T';
  to = put_clock(to, (time - day).count());
  *to++ = 'Z';
  return to;
}

char* put_wall(char* to, WallTime time) {
  const auto day = floor<days>(time);
  const std::int64_t us = (time - day).count();
  to = put_date(to, day);
  *to++ = 'T';
  to = put_clock(to, us / 1000);
  return put_three_digits(to, static_cast<unsigned>(us % 1000));
}

char* put_timedelta(char* to, SessionTime time) {
  const auto day = floor<days>(time.time_since_epoch());
  to = put_integer(to, static_cast<std::int64_t>(day.count()));
  to = std::ranges::copy(std::string_view{" days "}, to).out;
  if (day.count() < 0) *to++ = '+';
  to = put_clock(to, time.time_since_epoch().count() - day.count() * kMsPerDay);
  return std::fill_n(to, 3, '0');
}

}  // namespace slipstream::codec

#pragma once

#include <charconv>
#include <cstdint>
#include <cstring>

#include "base/time.hpp"

/// Numbers and times as text, written to memory the caller has made large enough: each function says how much
/// it needs and returns the end of what it wrote. Thread-safe.
namespace slipstream::codec {

inline constexpr std::size_t kMaxNumberText = 32;  ///< of one number
inline constexpr std::size_t kMaxTimeText = 48;    ///< of one point in time

/// Beyond ± this a value is written in its shortest exact form, with an exponent: readers of JSON refuse
/// integers of more than 64 bits.
inline constexpr double kMaxScaledValue = 9e12;

constexpr std::int64_t power_of_ten(int exponent) {
  std::int64_t power = 1;
  for (; exponent > 0; --exponent) power *= 10;
  return power;
}

/// Two digits of `value` < 100.
inline char* put_two_digits(char* to, unsigned value) {
  to[0] = static_cast<char>('0' + value / 10);
  to[1] = static_cast<char>('0' + value % 10);
  return to + 2;
}

inline char* put_integer(char* to, std::int64_t value) {
  return std::to_chars(to, to + kMaxNumberText, value).ptr;
}

inline char* put_integer(char* to, std::uint64_t value) {
  return std::to_chars(to, to + kMaxNumberText, value).ptr;
}

/// `value` (finite) rounded to `Decimals`, trailing zeros left off: the nearest decimal, halves away from
/// zero, where "half" is judged on value × 10^Decimals as a double. At most kMaxNumberText bytes.
template <int Decimals>
char* put_decimal(char* to, double value) {
  static_assert(Decimals >= 0 && Decimals <= 6);
  constexpr auto kScale = static_cast<std::uint64_t>(power_of_ten(Decimals));
  const double magnitude = value < 0 ? -value : value;
  if (!(magnitude <= kMaxScaledValue)) {
    return std::to_chars(to, to + kMaxNumberText, value, std::chars_format::scientific).ptr;
  }
  const double scaled = magnitude * static_cast<double>(kScale);
  auto units = static_cast<std::uint64_t>(scaled);
  if (scaled - static_cast<double>(units) >= 0.5) ++units;
  if (value < 0 && units != 0) *to++ = '-';
  to = std::to_chars(to, to + kMaxNumberText, units / kScale).ptr;
  std::uint64_t fraction = units % kScale;
  if (fraction == 0) return to;
  int digits = Decimals;
  for (; fraction % 10 == 0; fraction /= 10) --digits;
  *to = '.';
  for (int i = digits; i > 0; --i, fraction /= 10) to[i] = static_cast<char>('0' + fraction % 10);
  return to + 1 + digits;
}

/// "2025-10-25T21:03:11.482Z". Years 0 to 9999; at most kMaxTimeText bytes, as are the next two.
char* put_utc(char* to, UtcTime time);
/// "2026-11-26T16:30:00.123456".
char* put_wall(char* to, WallTime time);
/// "0 days 01:23:45.678000".
char* put_timedelta(char* to, SessionTime time);

}  // namespace slipstream::codec

#include "table/value_text.hpp"

#include <array>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <iterator>

#include <fmt/format.h>

namespace slipstream::table {
namespace {

template <class Number>
void append_number_text(Number value, std::string& text) {
  std::array<char, 32> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  text.append(digits.data(), static_cast<std::size_t>(end - digits.data()));
}

}  // namespace

void append_integer_text(std::int64_t value, std::string& text) { append_number_text(value, text); }

void append_double_text(double value, std::string& text) { append_number_text(value, text); }

void append_seconds_text(std::int64_t nanos, std::string& text) {
  constexpr std::uint64_t kNanos = 1'000'000'000;
  if (nanos < 0) text.push_back('-');
  const std::uint64_t size =
      nanos < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(nanos) : static_cast<std::uint64_t>(nanos);
  append_number_text(size / kNanos, text);
  std::uint64_t fraction = size % kNanos;
  if (fraction == 0) return;
  int decimals = 9;
  while (fraction % 10 == 0) {
    fraction /= 10;
    --decimals;
  }
  fmt::format_to(std::back_inserter(text), ".{:0{}}", fraction, decimals);
}

void append_timestamp_text(std::int64_t micros, char separator, std::string& text) {
  using namespace std::chrono;
  const sys_time<microseconds> time{microseconds{micros}};
  const auto day = floor<days>(time);
  const year_month_day date{day};
  const hh_mm_ss clock{time - day};
  fmt::format_to(std::back_inserter(text), "{:04}-{:02}-{:02}{}{:02}:{:02}:{:02}.{:06}",
                 static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                 static_cast<unsigned>(date.day()), separator, clock.hours().count(), clock.minutes().count(),
                 clock.seconds().count(), clock.subseconds().count());
}

}  // namespace slipstream::table

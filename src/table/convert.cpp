#include "table/convert.hpp"

#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdint>

#include <fast_float/fast_float.h>
#include <fmt/format.h>

#include "base/time.hpp"
#include "table/duration_text.hpp"
#include "table/plain_number.hpp"

namespace slipstream::table {
namespace {

constexpr double kNanosPerSecond = 1e9;
/// A third of a year. A whole number of seconds beyond it is nanoseconds whose unit got lost.
constexpr double kLongestSeconds = 1e7;
/// From here on not every whole number is a double.
constexpr double kExactBelow = 9.007199254740992e15;

std::string value_as_text(const Column& column, std::size_t row) {
  switch (column.type()) {
    case Type::boolean: return column.booleans()[row] != 0 ? "True" : "False";
    case Type::float64: return fmt::format("{}", column.doubles()[row]);
    case Type::text: return std::string{column.text(row)};
    default: return fmt::format("{}", column.integers()[row]);
  }
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

std::optional<double> to_number(std::string_view text) {
  const auto plain = scan_plain_number(text);
  if (plain && plain->length == text.size()) return plain->value();
  text = trimmed(text);
  double value = 0;
  const auto [end, error] = fast_float::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<std::int64_t> to_whole(double value) {
  if (std::trunc(value) != value || std::abs(value) >= kExactBelow) return std::nullopt;
  return static_cast<std::int64_t>(value);
}

std::optional<std::int64_t> to_whole(std::string_view text) {
  text = trimmed(text);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc{} && end == text.data() + text.size()) return value;
  const auto number = to_number(text);
  return number ? to_whole(*number) : std::nullopt;
}

std::optional<bool> to_boolean(std::string_view text) {
  text = trimmed(text);
  if (text == "True" || text == "true" || text == "TRUE" || text == "1") return true;
  if (text == "False" || text == "false" || text == "FALSE" || text == "0") return false;
  return std::nullopt;
}

std::optional<bool> to_boolean(double value) {
  if (value == 0 || value == 1) return value == 1;
  return std::nullopt;
}

std::optional<std::chrono::nanoseconds> to_duration(double seconds) {
  if (!(std::abs(seconds) <= kLongestSeconds)) return std::nullopt;
  return std::chrono::nanoseconds{std::llround(seconds * kNanosPerSecond)};
}

/// "2025-08-31 13:00:00.123", with a T or without, with a Z or without.
std::optional<WallTime> to_timestamp(std::string_view text) {
  std::string copy{trimmed(text)};
  if (copy.size() == 10) copy += "T00:00:00";
  if (copy.size() > 10 && copy[10] == ' ') copy[10] = 'T';
  return base::parse_utc(copy);
}

template <class Value>
bool append_if(Column& to, const std::optional<Value>& value) {
  if (value) to.append(*value);
  return value.has_value();
}

bool append_number(double value, Column& to) {
  switch (to.type()) {
    case Type::boolean: return append_if(to, to_boolean(value));
    case Type::int64: return append_if(to, to_whole(value));
    case Type::float64: to.append(value); return true;
    case Type::text: to.append(fmt::format("{}", value)); return true;
    case Type::duration: return append_if(to, to_duration(value));
    case Type::timestamp: return false;
  }
  std::unreachable();
}

bool append_whole(std::int64_t value, Column& to) {
  if (to.type() == Type::int64) {
    to.append(value);
    return true;
  }
  if (to.type() == Type::text) {
    to.append(fmt::format("{}", value));
    return true;
  }
  return append_number(static_cast<double>(value), to);
}

bool append_row(const Column& from, std::size_t row, Column& to) {
  switch (from.type()) {
    case Type::boolean:
      return to.type() == Type::text ? append_text_as(value_as_text(from, row), to)
                                     : append_whole(from.booleans()[row], to);
    case Type::int64: return append_whole(from.integers()[row], to);
    case Type::float64: return append_number(from.doubles()[row], to);
    case Type::text: return append_text_as(from.text(row), to);
    default: to.append_integer(from.integers()[row]); return true;
  }
}

}  // namespace

bool is_convertible(Type from, Type to) {
  if (from == to || from == Type::text) return true;
  if (from == Type::timestamp || from == Type::duration || to == Type::timestamp) return false;
  return from != Type::boolean || to != Type::duration;
}

bool append_text_as(std::string_view text, Column& to) {
  switch (to.type()) {
    case Type::boolean: return append_if(to, to_boolean(text));
    case Type::int64: return append_if(to, to_whole(text));
    case Type::float64: return append_if(to, to_number(text));
    case Type::text: to.append(text); return true;
    case Type::timestamp: return append_if(to, to_timestamp(text));
    case Type::duration: return append_if(to, parse_duration(trimmed(text)));
  }
  std::unreachable();
}

std::optional<BadValue> append_converted(const Column& from, Column& to) {
  for (std::size_t row = 0; row < from.size(); ++row) {
    if (!from.has(row)) {
      to.append_missing();
    } else if (!append_row(from, row, to)) {
      return BadValue{row, value_as_text(from, row)};
    }
  }
  return std::nullopt;
}

}  // namespace slipstream::table

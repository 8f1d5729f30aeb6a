#include "source/json_fields.hpp"

#include <charconv>
#include <cmath>

namespace slipstream::source {
namespace {

template <class T>
std::optional<T> parse_number(std::string_view text) {
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<double> parse_double(std::string_view text) {
  const auto value = parse_number<double>(text);
  return value && std::isfinite(*value) ? value : std::nullopt;
}

std::optional<bool> parse_bool(std::string_view text) {
  if (text == "true" || text == "True" || text == "1") return true;
  if (text == "false" || text == "False" || text == "0") return false;
  return std::nullopt;
}

/// As a lap time, or seconds alone beyond a minute ("62.4", in the pit lane).
std::optional<Milliseconds> parse_duration(std::string_view text) {
  if (const auto time = domain::parse_lap_time(text)) return time;
  constexpr double kDay = 86'400;
  const auto seconds = parse_double(text);
  if (!seconds || *seconds < 0 || *seconds > kDay) return std::nullopt;
  return Milliseconds{std::llround(*seconds * 1000)};
}

/// What the scalar means by `parse`; nullopt if there is none or it cannot be read.
template <class Parse>
auto read_as(Node& node, Parse parse) -> decltype(parse(std::string_view{})) {
  const auto scalar = node.scalar();
  if (!scalar) return std::nullopt;
  auto value = parse(scalar->text);
  if (!value) node.unreadable(*scalar);
  return value;
}

std::optional<UtcTime> parse_utc_cut(std::string_view text) {
  const auto time = base::parse_utc(text);
  if (!time) return std::nullopt;
  return std::chrono::floor<std::chrono::milliseconds>(*time);
}

std::optional<std::string> parse_text(std::string_view text) { return std::string{text}; }

}  // namespace

void read(Node node, Patch<int>& out) { out = read_as(node, parse_number<int>); }
void read(Node node, Patch<CarNumber>& out) { out = read_as(node, parse_number<CarNumber>); }
void read(Node node, Patch<bool>& out) { out = read_as(node, parse_bool); }
void read(Node node, Patch<double>& out) { out = read_as(node, parse_double); }
void read(Node node, Patch<std::string>& out) { out = read_as(node, parse_text); }
void read(Node node, Patch<Milliseconds>& out) { out = read_as(node, parse_duration); }
void read(Node node, Patch<domain::Gap>& out) { out = read_as(node, domain::parse_gap); }
void read(Node node, Patch<domain::Compound>& out) { out = read_as(node, domain::compound_from); }

void read(Node node, std::string& out) { out = read_as(node, parse_text).value_or(std::string{}); }
void read(Node node, std::optional<int>& out) { out = read_as(node, parse_number<int>); }
void read(Node node, std::optional<bool>& out) { out = read_as(node, parse_bool); }
void read(Node node, std::optional<double>& out) { out = read_as(node, parse_double); }
void read(Node node, std::optional<CarNumber>& out) { out = read_as(node, parse_number<CarNumber>); }
void read(Node node, std::optional<UtcTime>& out) {
  out = read_as(node, node.cuts_times() ? parse_utc_cut : base::parse_utc_ms);
}

void read_clock(Node node, Patch<Milliseconds>& out) { out = read_as(node, base::parse_clock); }

CarNumber car_number(std::string_view key) {
  const auto number = parse_number<CarNumber>(key);
  if (!number) throw Malformed("a car number belongs here");
  return *number;
}

}  // namespace slipstream::source

#include "api/arguments.hpp"

#include <charconv>
#include <string>

#include "base/time.hpp"

namespace slipstream::api {
namespace {

template <class Integer>
std::optional<Integer> parse_integer(std::string_view text) {
  Integer value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// "+02:00", "-0600"; nullopt if it is no zone.
std::optional<std::chrono::minutes> parse_zone(std::string_view zone) {
  if (zone.size() != 6 && zone.size() != 5) return std::nullopt;
  const auto hours = parse_integer<unsigned>(zone.substr(1, 2));
  const auto minutes = parse_integer<unsigned>(zone.substr(zone.size() - 2));
  if (!hours || !minutes || *hours > 18 || *minutes > 59 || (zone.size() == 6 && zone[3] != ':')) {
    return std::nullopt;
  }
  const std::chrono::minutes offset{*hours * 60 + *minutes};
  return zone[0] == '-' ? -offset : offset;
}

}  // namespace

std::optional<std::int64_t> parse_instant(std::string_view text) {
  if (const auto number = parse_integer<std::int64_t>(text)) return number;
  constexpr std::size_t kDateAndHour = 13;  // a sign before that belongs to the date
  std::chrono::minutes offset{0};
  const std::size_t sign = text.find_last_of("+-");
  if (sign != std::string_view::npos && sign > kDateAndHour) {
    const auto zone = parse_zone(text.substr(sign));
    if (!zone) return std::nullopt;
    offset = *zone;
    text = text.substr(0, sign);
  }
  const auto utc = base::parse_utc(text);
  if (!utc) return std::nullopt;
  return std::chrono::floor<std::chrono::milliseconds>(*utc - offset).time_since_epoch().count();
}

Result<std::optional<std::int64_t>> instant_argument(const http::Request& request, std::string_view name) {
  const auto text = request.query.get(name);
  if (!text || text->empty()) return std::nullopt;
  const auto instant = parse_instant(*text);
  if (instant) return instant;
  return fail(ErrorCode::invalid_argument, "parameter '{}': expected Unix milliseconds or ISO 8601, not '{}'",
              name, *text);
}

Result<std::optional<std::size_t>> count_argument(const http::Request& request, std::string_view name) {
  const auto text = request.query.get(name);
  if (!text || text->empty()) return std::nullopt;
  const auto count = parse_integer<std::size_t>(*text);
  if (count && *count > 0) return count;
  return fail(ErrorCode::invalid_argument, "parameter '{}': expected a whole number from 1, not '{}'", name,
              *text);
}

Result<store::Axis> clock_argument(const http::Request& request) {
  const auto text = request.query.get("clock");
  if (!text || text->empty()) return store::Axis::wall;
  if (const auto axis = axis_from(*text)) return *axis;
  return fail(ErrorCode::invalid_argument, "parameter 'clock': expected wall or event, not '{}'", *text);
}

std::optional<store::Axis> axis_from(std::string_view text) {
  if (text == "wall") return store::Axis::wall;
  if (text == "event") return store::Axis::event;
  return std::nullopt;
}

}  // namespace slipstream::api

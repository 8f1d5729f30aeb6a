#include "prepare/deleted_laps.hpp"

#include <charconv>

#include "domain/timing.hpp"

namespace slipstream::prepare {
namespace {

constexpr std::string_view kCar = "CAR ";
constexpr std::string_view kTime = " TIME ";
constexpr std::string_view kDeleted = " DELETED - ";
constexpr std::string_view kReinstated = "REINSTATED";
constexpr std::size_t kTimeLength = 8;  // "1:18.964"

/// The reason ends with the local time of day, which says nothing about the lap.
std::string without_clock(std::string_view reason) {
  constexpr std::string_view kPattern = "dd:dd:dd";
  for (std::size_t at = 0; at + kPattern.size() <= reason.size(); ++at) {
    bool matches = true;
    for (std::size_t i = 0; i < kPattern.size() && matches; ++i) {
      const char c = reason[at + i];
      matches = kPattern[i] == 'd' ? c >= '0' && c <= '9' : c == ':';
    }
    if (!matches) continue;
    std::string text{reason.substr(0, at)};
    text += reason.substr(at + kPattern.size());
    while (text.ends_with(' ')) text.pop_back();
    return text;
  }
  return std::string{reason};
}

}  // namespace

std::optional<domain::CarNumber> DeletedLaps::apply(std::string_view message) {
  if (!message.starts_with(kCar)) return std::nullopt;
  domain::CarNumber car = 0;
  const char* digits = message.data() + kCar.size();
  if (std::from_chars(digits, message.data() + message.size(), car).ec != std::errc{}) return std::nullopt;
  const std::size_t at = message.find(kTime);
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view rest = message.substr(at + kTime.size());
  if (rest.size() < kTimeLength) return std::nullopt;
  const auto lap_time = domain::parse_lap_time(rest.substr(0, kTimeLength));
  if (!lap_time) return std::nullopt;

  const std::string_view verdict = rest.substr(kTimeLength);
  if (verdict.starts_with(kDeleted)) {
    verdicts_[{car, *lap_time}].reason = without_clock(verdict.substr(kDeleted.size()));
    return car;
  }
  if (verdict.find(kReinstated) == std::string_view::npos) return std::nullopt;
  verdicts_[{car, *lap_time}].reinstated = true;
  return car;
}

std::optional<std::string> DeletedLaps::reason(domain::CarNumber car, Milliseconds lap_time) const {
  const auto found = verdicts_.find({car, lap_time});
  if (found == verdicts_.end() || found->second.reinstated) return std::nullopt;
  return found->second.reason;
}

}  // namespace slipstream::prepare

#include "pictures/lap_choice.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>

#include <fmt/ranges.h>

namespace slipstream::pictures {
namespace {

std::optional<int> whole_number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// "1 to 12, 14": of the laps that have a time.
std::string timed_laps(std::span<const domain::Lap> laps) {
  std::vector<std::pair<int, int>> runs;
  for (const domain::Lap& lap : laps) {
    if (!lap.lap_time) continue;
    if (!runs.empty() && runs.back().second + 1 == lap.lap_number) {
      runs.back().second = lap.lap_number;
    } else {
      runs.emplace_back(lap.lap_number, lap.lap_number);
    }
  }
  std::vector<std::string> texts;
  texts.reserve(runs.size());
  for (const auto& [first, last] : runs) {
    texts.push_back(first == last ? std::to_string(first) : fmt::format("{} to {}", first, last));
  }
  return texts.empty() ? "none" : fmt::format("{}", fmt::join(texts, ", "));
}

}  // namespace

Result<std::size_t> choose_driver(const prepare::PreparedSession& session, std::string_view name) {
  const auto drivers = session.drivers();
  if (const auto found = domain::find_driver(drivers, name)) return *found;
  std::vector<std::string_view> ids;
  for (const domain::Driver& driver : drivers) ids.push_back(driver.id.view());
  return fail(ErrorCode::not_found, "{} has no driver {}: there are {}", session.info().key, name,
              fmt::join(ids, " "));
}

Result<std::vector<std::size_t>> choose_drivers(const prepare::PreparedSession& session,
                                                const std::vector<std::string>& names) {
  std::vector<std::size_t> drivers;
  for (const std::string& name : names) {
    auto driver = choose_driver(session, name);
    if (!driver) return propagate(driver);
    if (std::ranges::find(drivers, *driver) == drivers.end()) drivers.push_back(*driver);
  }
  return drivers;
}

Result<ChosenLap> choose_lap(const prepare::PreparedSession& session, const SessionLaps& laps,
                             std::size_t driver, std::optional<int> lap_number) {
  const domain::Lap* lap = lap_number ? laps.find(driver, *lap_number) : laps.fastest(driver);
  if (lap != nullptr && lap->lap_time) return ChosenLap{driver, *lap};
  const std::string_view id = session.drivers()[driver].id;
  const std::string timed = timed_laps(laps.of(driver));
  if (!lap_number) return fail(ErrorCode::not_found, "{} has no valid lap with a time; timed: {}", id, timed);
  return fail(ErrorCode::not_found, "{} {} lap {}; laps with a time: {}", id,
              lap == nullptr ? "did not drive" : "has no time on", *lap_number, timed);
}

Result<ChosenLap> choose_lap(const prepare::PreparedSession& session, const SessionLaps& laps,
                             std::string_view text) {
  const auto colon = text.find(':');
  auto driver = choose_driver(session, text.substr(0, colon));
  if (!driver) return propagate(driver);
  if (colon == std::string_view::npos) return choose_lap(session, laps, *driver, std::nullopt);
  const auto number = whole_number(text.substr(colon + 1));
  if (!number) {
    return fail(ErrorCode::invalid_argument, "{}: after the colon comes a lap's number, as in {}:12", text,
                session.drivers()[*driver].id.view());
  }
  return choose_lap(session, laps, *driver, number);
}

}  // namespace slipstream::pictures

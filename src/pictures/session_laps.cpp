#include "pictures/session_laps.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>

namespace slipstream::pictures {
namespace {

constexpr int kLast = std::numeric_limits<int>::max();

Milliseconds best_time(const domain::Lap* lap) {
  return lap != nullptr ? *lap->lap_time : Milliseconds::max();
}

}  // namespace

SessionLaps::SessionLaps(const prepare::PreparedSession& session) : laps_(session.drivers().size()) {
  std::map<domain::CarNumber, std::map<int, const domain::Lap*>> latest;
  for (const domain::SessionMessage& message : session.messages()) {
    const auto* lap = std::get_if<domain::Lap>(&message.body);
    if (lap != nullptr && message.car) latest[message.car->number][lap->lap_number] = lap;
  }
  for (std::size_t driver = 0; driver < laps_.size(); ++driver) {
    for (const auto& [number, lap] : latest[session.drivers()[driver].number]) laps_[driver].push_back(*lap);
  }
}

const domain::Lap* SessionLaps::find(std::size_t driver, int lap_number) const {
  const auto found = std::ranges::find(laps_[driver], lap_number, &domain::Lap::lap_number);
  return found != laps_[driver].end() ? &*found : nullptr;
}

const domain::Lap* SessionLaps::fastest(std::size_t driver) const {
  const domain::Lap* best = nullptr;
  for (const domain::Lap& lap : laps_[driver]) {
    if (lap.lap_time && !lap.deleted && *lap.lap_time < best_time(best)) best = &lap;
  }
  return best;
}

std::vector<std::size_t> SessionLaps::by_fastest_lap() const {
  std::vector<std::size_t> order;
  for (std::size_t driver = 0; driver < laps_.size(); ++driver) {
    if (fastest(driver) != nullptr) order.push_back(driver);
  }
  std::ranges::stable_sort(order, {}, [this](std::size_t driver) { return best_time(fastest(driver)); });
  return order;
}

std::vector<std::size_t> SessionLaps::by_result() const {
  std::vector<std::size_t> order;
  bool has_positions = false;
  for (std::size_t driver = 0; driver < laps_.size(); ++driver) {
    if (laps_[driver].empty()) continue;
    order.push_back(driver);
    has_positions = has_positions || laps_[driver].back().position.has_value();
  }
  const auto rank = [&](std::size_t driver) {
    const domain::Lap& last = laps_[driver].back();
    return has_positions ? std::tuple{-last.lap_number, last.position.value_or(kLast), Milliseconds{}}
                         : std::tuple{0, 0, best_time(fastest(driver))};
  };
  std::ranges::stable_sort(order, {}, rank);
  return order;
}

std::string session_title(const domain::SessionInfo& info) {
  const std::string year = info.start_date.substr(0, 4);
  std::string title = info.meeting.empty() ? info.key : info.meeting;
  if (!year.empty() && title.find(year) == std::string::npos) title += ' ' + year;
  return info.name.empty() ? title : title + ", " + info.name;
}

}  // namespace slipstream::pictures

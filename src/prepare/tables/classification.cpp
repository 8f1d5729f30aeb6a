#include "prepare/tables/classification.hpp"

#include <algorithm>
#include <limits>
#include <tuple>

namespace slipstream::prepare {
namespace {

using domain::Lap;

constexpr std::size_t kParts = 3;

void keep_best(std::optional<Milliseconds>& best, Milliseconds time) {
  if (!best || time < *best) best = time;
}

/// The start of each part, and the end of the last one. A part that never began has all time before it.
std::vector<SessionTime> part_limits(const SessionRecord& record) {
  std::vector<SessionTime> limits{SessionTime{Milliseconds{0}}};
  limits.insert(limits.end(), record.part_starts.begin(), record.part_starts.end());
  limits.resize(std::max(limits.size(), kParts), SessionTime::max());
  limits.push_back(record.session_statuses.empty() ? SessionTime::max()
                                                   : record.session_statuses.back().time);
  return limits;
}

/// Index of the part a lap belongs to. A lap that leaves the pits before a part begins and ends in it belongs
/// to that one: such cars cross the line in the pit lane.
std::optional<std::size_t> part_of(const Lap& lap, const std::vector<SessionTime>& limits) {
  if (!lap.lap_start || !lap.lap_end) return std::nullopt;
  for (std::size_t part = 0; part + 1 < limits.size(); ++part) {
    if (*lap.lap_start <= limits[part] || *lap.lap_start >= limits[part + 1]) continue;
    const bool is_early = *lap.lap_end > limits[part + 1] && lap.pit_out;
    return is_early ? part + 1 : part;
  }
  return std::nullopt;
}

void classify_qualifying(const SessionRecord& record, std::vector<Classified>& order) {
  const std::vector<SessionTime> limits = part_limits(record);
  for (Classified& entry : order) {
    for (const LapRecord& row : record.drivers[entry.driver].laps) {
      if (row.lap.accurate != true || !row.lap.lap_time || row.lap.deleted) continue;
      const auto part = part_of(row.lap, limits);
      if (part && *part < entry.parts.size()) keep_best(entry.parts[*part], *row.lap.lap_time);
    }
  }
  const auto key = [](const Classified& entry) {
    const auto time = [&](std::size_t part) { return entry.parts[part].value_or(Milliseconds::max()); };
    return std::tuple{!entry.position, time(2), time(1), time(0)};
  };
  std::ranges::stable_sort(order, {}, key);
  std::optional<Milliseconds> quickest;
  for (const Classified& entry : order) {
    if (entry.parts[0]) keep_best(quickest, *entry.parts[0]);
  }
  constexpr double kSlowest = 1.07;
  for (Classified& entry : order) {
    if (!quickest || !entry.parts[0] || entry.parts[1]) continue;
    entry.too_slow = base::seconds(*entry.parts[0]) > base::seconds(*quickest) * kSlowest;
  }
}

void classify_race(const SessionRecord& record, std::vector<Classified>& order) {
  const auto key = [&](const Classified& entry) {
    const auto& laps = record.drivers[entry.driver].laps;
    if (laps.empty()) return std::tuple{true, 0, SessionTime{}};
    return std::tuple{false, -laps.back().lap.lap_number,
                      laps.back().lap.lap_end.value_or(SessionTime::max())};
  };
  std::ranges::stable_sort(order, {}, key);
}

void classify_practice(const SessionRecord& record, std::vector<Classified>& order) {
  for (Classified& entry : order) {
    for (const LapRecord& row : record.drivers[entry.driver].laps) {
      if (row.lap.lap_time && !row.lap.deleted) keep_best(entry.best, *row.lap.lap_time);
    }
    if (!entry.best) entry.position.reset();
  }
  std::ranges::stable_sort(order, {},
                           [](const Classified& entry) { return entry.best.value_or(Milliseconds::max()); });
}

/// Nothing says when a part began, nor which states the session had.
bool lacks_parts(const SessionRecord& record) {
  return record.part_starts.empty() && record.session_statuses.empty();
}

void compute_order(const SessionRecord& record, std::vector<Classified>& order) {
  switch (kind_of(record.info)) {
    case SessionKind::race: return classify_race(record, order);
    case SessionKind::practice: return classify_practice(record, order);
    case SessionKind::qualifying:
      if (!lacks_parts(record)) return classify_qualifying(record, order);
      classify_practice(record, order);
      for (Classified& entry : order) entry.best.reset();
  }
}

/// Official results are of everybody, or there are none.
void take_official_results(const SessionRecord& record, std::vector<Classified>& order) {
  const auto official = [&](const Classified& entry) -> const auto& {
    return record.drivers[entry.driver].official;
  };
  const bool any = std::ranges::any_of(
      order, [&](const Classified& entry) { return official(entry) && official(entry)->position; });
  if (!any) return;
  for (Classified& entry : order) {
    const domain::OfficialResult result = official(entry).value_or(domain::OfficialResult{});
    entry.position = result.position;
    entry.parts = result.parts;
  }
  std::ranges::stable_sort(order, {}, [](const Classified& entry) {
    return entry.position.value_or(std::numeric_limits<int>::max());
  });
}

}  // namespace

SessionKind kind_of(const domain::SessionInfo& info) {
  if (info.type == "Race") return SessionKind::race;
  return info.type == "Qualifying" ? SessionKind::qualifying : SessionKind::practice;
}

std::vector<Classified> classify(const SessionRecord& record) {
  std::vector<Classified> order;
  for (std::size_t i = 0; i < record.drivers.size(); ++i) {
    Classified entry;
    entry.driver = i;
    if (!record.drivers[i].laps.empty()) entry.position = 0;  // numbered below
    order.push_back(entry);
  }
  compute_order(record, order);
  int position = 0;
  for (Classified& entry : order) {
    if (entry.position) entry.position = ++position;
  }
  take_official_results(record, order);
  return order;
}

}  // namespace slipstream::prepare

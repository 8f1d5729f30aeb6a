#include "openf1/documents/lap_state.hpp"

#include <algorithm>

namespace slipstream::openf1 {
namespace {

/// News of a lap come up to so long after its end.
constexpr std::chrono::seconds kLateNews{10};
/// More segments than any circuit has: a larger index comes from a damaged line.
constexpr std::size_t kMaxSegments = 256;

}  // namespace

void LapState::set_pit_out() {
  changed = changed || !is_pit_out;
  is_pit_out = true;
}

void LapState::set_segment(std::size_t sector, std::size_t segment, int status) {
  if (segment >= kMaxSegments) return;
  auto& list = segments[sector];
  changed = changed || !list;
  if (!list) list.emplace();
  if (list->size() <= segment) list->resize(segment + 1);
  (*list)[segment] = status;
}

void LapState::complete_duration() {
  const bool all_known = std::ranges::all_of(sectors, [](const auto& sector) { return sector.has_value(); });
  if (!duration && all_known) set(duration, *sectors[0] + *sectors[1] + *sectors[2]);
}

Document LapState::document(domain::CarNumber car) const {
  return {std::int64_t{car},           std::int64_t{number},        value_or_null(date_start),
          seconds_or_null(sectors[0]), seconds_or_null(sectors[1]), seconds_or_null(sectors[2]),
          value_or_null(i1_kmh),       value_or_null(i2_kmh),       is_pit_out,
          seconds_or_null(duration),   value_or_null(segments[0]),  value_or_null(segments[1]),
          value_or_null(segments[2]),  value_or_null(st_kmh)};
}

LapState& CarLapStates::current() {
  if (laps_.empty()) laps_.emplace_back();
  return laps_.back();
}

LapState* CarLapStates::ending(UtcTime now) {
  LapState& last = current();
  const bool has_just_begun = last.date_start && now - *last.date_start < kLateNews;
  if (!has_just_begun) return &last;
  return laps_.size() < 2 ? nullptr : &laps_[laps_.size() - 2];
}

bool CarLapStates::count_to(int number, UtcTime now) {
  if (number > current().number) laps_.emplace_back().number = number;
  LapState& lap = current();
  if (lap.date_start) return false;
  lap.set(lap.date_start, now);
  return true;
}

}  // namespace slipstream::openf1

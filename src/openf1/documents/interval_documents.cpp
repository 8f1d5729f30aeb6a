#include "openf1/documents/interval_documents.hpp"

#include <fmt/format.h>

#include "openf1/documents/key.hpp"
#include "openf1/query/compare.hpp"

namespace slipstream::openf1 {
namespace {

Value gap_value(const source::Patch<domain::Gap>& patch) {
  const auto& gap = patch.value();
  if (!gap) return {};
  if (const auto* time = std::get_if<domain::GapTime>(&*gap)) return base::seconds(time->behind);
  if (const auto* laps = std::get_if<domain::GapLaps>(&*gap)) {
    return fmt::format("+{} LAP{}", laps->laps, laps->laps == 1 ? "" : "S");
  }
  return 0.0;  // the leader, who has the lap he is on
}

}  // namespace

void IntervalDocuments::take(UtcTime date, const source::DriverRaceInfo& race) {
  for (const source::RaceInfo& car : race.cars) {
    Value gap = gap_value(car.gap);
    const Value interval = gap_value(car.interval);
    if (kind_of(gap) == Kind::none && kind_of(interval) == Kind::none) continue;
    Value& last = last_gap_[car.car];
    if (kind_of(gap) != Kind::none)
      last = gap;
    else if (kind_of(last) == Kind::text)
      gap = last;  // still lapped
    list_.put(make_key(date, car.car), {std::int64_t{car.car}, date, gap, interval});
  }
}

}  // namespace slipstream::openf1

#include "openf1/documents/interval_documents.hpp"

#include "openf1/documents/gap_value.hpp"
#include "openf1/documents/key.hpp"
#include "openf1/query/compare.hpp"

namespace slipstream::openf1 {
void IntervalDocuments::take(UtcTime date, const source::DriverRaceInfo& race) {
  for (const source::RaceInfo& car : race.cars) {
    Value gap = gap_value(car.gap.value());
    const Value interval = gap_value(car.interval.value());
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

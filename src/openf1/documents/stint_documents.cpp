#include "openf1/documents/stint_documents.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "openf1/documents/key.hpp"

namespace slipstream::openf1 {
namespace {

/// A lap count that came so short a time before the next stint belongs to that one.
constexpr std::chrono::seconds kLateLapCount{10};

/// OpenF1 takes the indices of a message in the order of their texts: 10 before 2.
std::vector<std::pair<std::size_t, source::StintPatch>> in_text_order(
    const domain::ListPatch<source::StintPatch>& stints) {
  auto items = stints.items;
  if (!stints.whole) {
    std::ranges::stable_sort(items, {}, [](const auto& item) { return fmt::format("{}", item.first); });
  }
  return items;
}

}  // namespace

void StintDocuments::Stint::set_lap_end(int lap, SessionTime now) {
  changed = changed || lap_end != lap;
  lap_end = lap;
  lap_end_set_at = now;
}

void StintDocuments::take(SessionTime now, const source::TimingAppData& tyres) {
  for (const source::CarTyres& car : tyres.cars) {
    for (const auto& [index, patch] : in_text_order(car.stints)) {
      // Of a whole list, every element is taken for the first stint.
      Stint& stint = this->stint(car.car, car.stints.whole ? 1 : static_cast<int>(index) + 1, now);
      if (patch.compound.value()) stint.changed |= patch.compound.apply_to(stint.compound);
      if (patch.total_laps.value() && !stint.tyre_age_at_start) {
        stint.changed |= patch.total_laps.apply_to(stint.tyre_age_at_start);
      }
    }
    put_changed(car.car);
  }
}

void StintDocuments::take(SessionTime now, const source::TimingData& timing) {
  for (const source::CarTiming& car : timing.cars) {
    const auto& laps = car.number_of_laps.value();
    if (!laps) continue;
    if (stints_[car.car].empty()) stint(car.car, 1, now);
    stints_[car.car].back().set_lap_end(*laps, now);
    put_changed(car.car);
  }
}

StintDocuments::Stint& StintDocuments::stint(domain::CarNumber car, int number, SessionTime now) {
  std::vector<Stint>& stints = stints_[car];
  const auto known = std::ranges::find(stints, number, &Stint::number);
  if (known != stints.end()) return *known;
  Stint next;
  next.number = number;
  if (!stints.empty()) {
    Stint& last = stints.back();
    if (last.lap_end_set_at && now - *last.lap_end_set_at < kLateLapCount) {
      --last.lap_end;
      last.changed = true;
    }
    next.lap_start = next.lap_end = last.lap_end + 1;
  }
  return stints.emplace_back(next);
}

void StintDocuments::put_changed(domain::CarNumber car) {
  for (Stint& stint : stints_[car]) {
    if (!std::exchange(stint.changed, false)) continue;
    const Value compound = stint.compound ? Value{std::string{to_string(*stint.compound)}} : Value{};
    list_.put(make_key(stint.number, car),
              {std::int64_t{stint.number}, std::int64_t{car}, std::int64_t{stint.lap_start},
               std::int64_t{stint.lap_end}, compound, value_or_null(stint.tyre_age_at_start)});
  }
}

}  // namespace slipstream::openf1

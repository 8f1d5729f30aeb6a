#include "openf1/documents/lap_documents.hpp"

#include <algorithm>

#include "openf1/documents/key.hpp"

namespace slipstream::openf1 {
namespace {

constexpr std::size_t kSectors = 3;

/// Lap 2 has begun: what the start of the race leaves open about lap 1.
void complete_first_lap(std::vector<LapState>& laps) {
  if (laps.size() != 2 || !laps[0].date_start || !laps[1].date_start) return;
  LapState& first = laps[0];
  if (!first.duration) first.set(first.duration, *laps[1].date_start - *first.date_start);
  if (!first.sectors[0] && first.sectors[1] && first.sectors[2]) {
    first.set(first.sectors[0], *first.duration - *first.sectors[1] - *first.sectors[2]);
  }
}

void take_speeds(LapState& lap, const source::CarTiming& car) {
  if (const auto& speed = car.i1.value.value()) lap.set(lap.i1_kmh, *speed);
  if (const auto& speed = car.i2.value.value()) lap.set(lap.i2_kmh, *speed);
  if (const auto& speed = car.st.value.value()) lap.set(lap.st_kmh, *speed);
}

bool has_speeds(const source::CarTiming& car) {
  return car.i1.value.value() || car.i2.value.value() || car.st.value.value();
}

}  // namespace

void LapDocuments::take(UtcTime date, const source::RaceControlMessages& control) {
  if (!is_race_ || chequered_flag_) return;
  const bool has_ended = std::ranges::any_of(control.messages.items, [](const auto& item) {
    return item.second.message.message == "CHEQUERED FLAG";
  });
  if (has_ended) chequered_flag_ = date;
}

void LapDocuments::take(UtcTime, const source::SessionData& data) {
  if (!is_race_) return;
  for (const auto& [index, entry] : data.status_series.items) {
    if (entry.session_status != "Started" || !entry.utc) continue;
    for (auto& [car, laps] : cars_) {
      const bool is_on_first_lap = laps.all().size() == 1 && laps.all()[0].number == 1;
      if (is_on_first_lap) laps.all()[0].set(laps.all()[0].date_start, *entry.utc);
      put_changed(car);
    }
  }
}

void LapDocuments::take(UtcTime, const source::TimingAppData& tyres) {
  tyres_are_known_ = tyres_are_known_ || std::ranges::any_of(tyres.cars, [](const source::CarTyres& car) {
                       return !car.stints.items.empty();
                     });
}

void LapDocuments::take(UtcTime date, const source::TimingData& timing) {
  if (!tyres_are_known_) return;
  for (const source::CarTiming& car : timing.cars) {
    take_car(date, car);
    put_changed(car.car);
  }
}

void LapDocuments::take_car(UtcTime date, const source::CarTiming& car) {
  CarLapStates& laps = cars_[car.car];
  if (const auto& count = car.number_of_laps.value()) {
    if (laps.count_to(*count + (is_race_ ? 1 : 0), date) && is_race_) complete_first_lap(laps.all());
  }
  if (const auto& time = car.last_lap_time.value.value()) {
    if (LapState* lap = laps.ending(date)) lap->set(lap->duration, *time);
  }
  // Whole states of the sectors are left out.
  if (!car.sectors.whole) {
    for (const auto& [sector, patch] : car.sectors.items) {
      if (sector < kSectors) take_sector(date, laps, sector, patch);
    }
  }
  if (has_speeds(car)) take_speeds(laps.current(), car);
  // The end of the out-lap, false, counts too.
  if (car.pit_out.value()) laps.current().set_pit_out();
}

void LapDocuments::take_sector(UtcTime date, CarLapStates& laps, std::size_t sector,
                               const source::SectorPatch& patch) {
  const bool says_nothing = !patch.value.value() && (patch.segments.whole || patch.segments.items.empty());
  if (says_nothing) return;
  LapState* lap = sector == 0 ? &laps.current() : laps.ending(date);
  if (lap == nullptr) return;
  if (const auto& time = patch.value.value()) {
    lap->set(lap->sectors[sector], *time);
    lap->complete_duration();
  }
  if (patch.segments.whole) return;
  for (const auto& [segment, status] : patch.segments.items) lap->set_segment(sector, segment, status);
}

void LapDocuments::put_changed(domain::CarNumber car) {
  for (LapState& lap : cars_[car].all()) {
    if (!std::exchange(lap.changed, false)) continue;
    const bool is_over = chequered_flag_ && lap.date_start && *lap.date_start > *chequered_flag_;
    if (!is_over) list_.put(make_key(lap.number, car), lap.document(car));
  }
}

}  // namespace slipstream::openf1

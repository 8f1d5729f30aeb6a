// The tyres' part of the timing feed, and how it opens.
#include "source/simulation/timing_feed.hpp"

namespace slipstream::source {
namespace {

StintPatch new_stint(const simulate::TyreSet& tyres) {
  StintPatch stint;
  stint.compound = tyres.compound;
  stint.fresh = tyres.fresh;
  stint.tyres_not_changed = false;
  stint.total_laps = tyres.age;
  stint.start_laps = tyres.age;
  stint.lap_flags = 0;
  return stint;
}

/// From 1, within its field.
int grid_place(std::size_t car) { return static_cast<int>(car % simulate::kFieldSize) + 1; }

}  // namespace

void TimingFeed::open(SessionTime time, std::vector<FeedEvent>& out) const {
  TimingData timing;
  TimingAppData tyres;
  for (std::size_t car = 0; car < cars_.size(); ++car) {
    CarTiming update = update_of(car);
    update.position = update.line = grid_place(car);
    update.show_position = true;
    update.in_pit = true;
    update.pit_out = update.stopped = update.retired = false;
    update.number_of_pit_stops = 0;
    for (const simulate::TimingLine& line : race_.lines()) {
      if (line.mini_sector == 0) update.sectors.items.emplace_back(line.sector, SectorPatch{});
      ListPatch<int>& segments = update.sectors.items.back().second.segments;
      segments.whole = true;
      segments.items.emplace_back(line.mini_sector, 0);
    }
    update.sectors.whole = true;
    timing.cars.push_back(std::move(update));

    CarTyres entry;
    entry.car = race_.cars()[car].entrant.number;
    entry.line = entry.grid_position = grid_place(car);
    entry.stints.whole = true;
    tyres.cars.push_back(std::move(entry));
  }
  out.push_back({.time = time, .body = std::move(timing)});
  out.push_back({.time = time, .body = std::move(tyres)});
}

void TimingFeed::leave_pits(SessionTime time, std::vector<FeedEvent>& out) const {
  TimingData timing;
  for (std::size_t car = 0; car < cars_.size(); ++car) {
    CarTiming update = update_of(car);
    update.in_pit = false;
    update.status = status_bits(cars_[car]);
    timing.cars.push_back(std::move(update));
  }
  out.push_back({.time = time, .body = std::move(timing)});
}

void TimingFeed::show_tyres(SessionTime time, std::vector<FeedEvent>& out) const {
  TimingAppData tyres;
  for (std::size_t car = 0; car < cars_.size(); ++car) {
    CarTyres entry;
    entry.car = race_.cars()[car].entrant.number;
    entry.stints.items.emplace_back(0, new_stint(cars_[car].tyres));
    tyres.cars.push_back(std::move(entry));
  }
  out.push_back({.time = time, .body = std::move(tyres)});
}

void TimingFeed::on(SessionTime, const simulate::TyresFitted& fitted, std::vector<FeedEvent>&) {
  cars_[fitted.car].fitted = fitted.tyres;
}

/// The feed never tells of a stint before the lap into the pits has ended, and readers rely on it: a box may
/// stand before the line.
void TimingFeed::open_stint(SessionTime time, std::size_t index, std::vector<FeedEvent>& out) {
  CarTimes& car = cars_[index];
  if (!car.fitted) return;
  car.tyres = *car.fitted;
  car.fitted.reset();
  CarTyres entry;
  entry.car = race_.cars()[index].entrant.number;
  entry.stints.items.emplace_back(car.stints++, new_stint(car.tyres));
  out.push_back({.time = time, .body = TimingAppData{.cars = {std::move(entry)}}});
}

void TimingFeed::age_tyres(SessionTime time, std::size_t index, std::vector<FeedEvent>& out) {
  CarTimes& car = cars_[index];
  StintPatch stint;
  stint.total_laps = ++car.tyres.age;
  CarTyres entry;
  entry.car = race_.cars()[index].entrant.number;
  entry.stints.items.emplace_back(car.stints - 1, stint);
  out.push_back({.time = time, .body = TimingAppData{.cars = {std::move(entry)}}});
}

}  // namespace slipstream::source

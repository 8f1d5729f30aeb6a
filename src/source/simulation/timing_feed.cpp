#include "source/simulation/timing_feed.hpp"

#include <algorithm>
#include <cmath>

namespace slipstream::source {
namespace {

// Codes of a mini-sector.
constexpr int kNotDriven = 0, kDriven = 2048, kPersonalBest = 2049, kOverallBest = 2051, kPitLane = 2064;
// Bits of a car's Status.
constexpr int kStoppedBit = 4, kRetiredBit = 8, kInPitBit = 16, kPitOutBit = 32, kRunningBit = 64,
              kFlagBit = 1024;

struct Improvement {
  bool personal = false, overall = false;
};

Improvement improve(Milliseconds time, std::optional<Milliseconds>& personal,
                    std::optional<Milliseconds>& overall) {
  Improvement improvement;
  if (!personal || time < *personal) {
    personal = time;
    improvement.personal = true;
  }
  if (!overall || time < *overall) {
    overall = time;
    improvement.overall = true;
  }
  return improvement;
}

template <class T>
void set_best(T& patch, Improvement improvement) {
  patch.personal_fastest = improvement.personal;
  patch.overall_fastest = improvement.overall;
}

SpeedPatch cleared_speed() {
  SpeedPatch patch;
  patch.value = std::nullopt;
  return patch;
}

SpeedPatch speed_of(double kmh) {
  SpeedPatch patch;
  patch.value = static_cast<int>(std::lround(kmh));
  return patch;
}

SectorPatch& sector_of(CarTiming& update, std::size_t sector) {
  for (auto& [index, patch] : update.sectors.items) {
    if (index == sector) return patch;
  }
  return update.sectors.items.emplace_back(sector, SectorPatch{}).second;
}

FeedEvent single(SessionTime time, CarTiming update) {
  TimingData data;
  data.cars.push_back(std::move(update));
  return {.time = time, .body = std::move(data)};
}

}  // namespace

TimingFeed::TimingFeed(const simulate::Race& race)
    : race_(race), cars_(race.cars().size()), best_minis_(race.lines().size()) {
  for (std::size_t line = race.lines().size(); line-- > 0;) first_line_[race.lines()[line].sector] = line;
  for (std::size_t first = 0; first < cars_.size(); first += simulate::kFieldSize) {
    orders_.emplace_back(std::min(simulate::kFieldSize, cars_.size() - first), race.lines().size());
  }
  for (std::size_t car = 0; car < cars_.size(); ++car) {
    cars_[car].best_minis.resize(race.lines().size());
    cars_[car].tyres = race.cars()[car].tyres;
  }
}

CarTiming TimingFeed::update_of(std::size_t car) const {
  CarTiming update;
  update.car = race_.cars()[car].entrant.number;
  return update;
}

int TimingFeed::status_bits(const CarTimes& car) const {
  return kRunningBit | (car.stopped ? kStoppedBit : 0) | (car.retired ? kRetiredBit : 0) |
         (car.in_pit ? kInPitBit : 0) | (car.pit_out ? kPitOutBit : 0) | (car.finished ? kFlagBit : 0);
}

void TimingFeed::forget_running_laps() {
  for (CarTimes& car : cars_) {
    car.lap_start.reset();
    car.sector_start.reset();
    car.mini_start.reset();
  }
}

void TimingFeed::on(SessionTime time, const simulate::LineCrossing& line, std::vector<FeedEvent>& out) {
  CarTimes& car = cars_[line.car];
  TimingData data;
  CarTiming update = update_of(line.car);
  time_mini_sector(time, line, update);
  if (car.finished) return out.push_back(single(time, std::move(update)));
  if (line.ends_sector) time_sector(time, line, update);
  if (line.ends_lap) time_lap(time, line, update);
  place_cars(time, line.car, update, data);
  data.cars.push_back(std::move(update));
  out.push_back({.time = time, .body = std::move(data)});
  if (line.ends_lap) age_tyres(time, line.car, out);
}

void TimingFeed::time_mini_sector(SessionTime time, const simulate::LineCrossing& line, CarTiming& update) {
  CarTimes& car = cars_[line.car];
  const std::size_t index = first_line_[line.sector] + line.mini_sector;
  int code = line.in_pit_lane ? kPitLane : kDriven;
  if (car.mini_start && !line.in_pit_lane) {
    const Improvement better = improve(time - *car.mini_start, car.best_minis[index], best_minis_[index]);
    if (better.personal) code = kPersonalBest;
    if (better.overall) code = kOverallBest;
  }
  car.mini_start = time;
  if (index == 0) {
    // The first one of a lap wipes those of the lap before.
    for (const simulate::TimingLine& other : race_.lines()) {
      sector_of(update, other.sector).segments.items.emplace_back(other.mini_sector, kNotDriven);
    }
    update.sectors.items.front().second.segments.items.front().second = code;
    return;
  }
  sector_of(update, line.sector).segments.items.emplace_back(line.mini_sector, code);
}

void TimingFeed::time_sector(SessionTime time, const simulate::LineCrossing& line, CarTiming& update) {
  CarTimes& car = cars_[line.car];
  if (car.sector_start) {
    const Milliseconds took = time - *car.sector_start;
    SectorPatch& sector = sector_of(update, line.sector);
    sector.value = took;
    set_best(sector, improve(took, car.best_sectors[line.sector], best_sectors_[line.sector]));
  }
  car.sector_start = time;
  if (line.sector == 0) {
    for (const std::size_t cleared : {1, 2}) {
      SectorPatch& sector = sector_of(update, cleared);
      sector.value = std::nullopt;
      set_best(sector, {});
    }
    update.i2 = update.fl = update.st = cleared_speed();
    update.i1 = speed_of(line.speed_kmh);
    if (car.pit_out) {
      car.pit_out = false;
      update.pit_out = false;
      update.status = status_bits(car);
    }
  } else {
    (line.sector == 1 ? update.i2 : update.fl) = speed_of(line.speed_kmh);
  }
}

void TimingFeed::time_lap(SessionTime time, const simulate::LineCrossing& line, CarTiming& update) {
  CarTimes& car = cars_[line.car];
  update.number_of_laps = line.lap;
  if (car.lap_start) {
    const Milliseconds took = time - *car.lap_start;
    const Improvement better = improve(took, car.best_lap, best_lap_);
    update.last_lap_time.value = took;
    set_best(update.last_lap_time, better);
    if (better.personal) {
      update.best_lap_time.value = took;
      update.best_lap_time.lap = line.lap;
    }
  }
  car.lap_start = time;
}

void TimingFeed::place_cars(SessionTime time, std::size_t car, CarTiming& update, TimingData& data) {
  RunningOrder& order = orders_[car / simulate::kFieldSize];
  const std::size_t first = car - car % simulate::kFieldSize;
  for (const std::size_t moved : order.cross(car - first, time)) {
    CarTiming other = update_of(first + moved);
    CarTiming& placed = first + moved == car ? update : other;
    placed.position = placed.line = order.position(moved);
    if (first + moved != car) data.cars.push_back(std::move(other));
  }
  update.gap_to_leader = order.gap_to_leader(car - first);
  update.interval = order.interval(car - first);
}

void TimingFeed::on(SessionTime time, const simulate::SpeedTrap& trap, std::vector<FeedEvent>& out) {
  if (cars_[trap.car].finished) return;
  CarTiming update = update_of(trap.car);
  update.st = speed_of(trap.speed_kmh);
  out.push_back(single(time, std::move(update)));
}

void TimingFeed::on(SessionTime time, const simulate::PitEntry& pit, std::vector<FeedEvent>& out) {
  CarTimes& car = cars_[pit.car];
  if (car.finished) return;
  car.in_pit = true;
  CarTiming update = update_of(pit.car);
  update.in_pit = true;
  update.number_of_pit_stops = ++car.pit_stops;
  update.status = status_bits(car);
  out.push_back(single(time, std::move(update)));
}

void TimingFeed::on(SessionTime time, const simulate::PitExit& pit, std::vector<FeedEvent>& out) {
  CarTimes& car = cars_[pit.car];
  if (car.finished) return;
  car.in_pit = false;
  car.pit_out = true;
  CarTiming update = update_of(pit.car);
  update.in_pit = false;
  update.pit_out = true;
  update.status = status_bits(car);
  out.push_back(single(time, std::move(update)));
  open_stint(time, pit.car, out);
}

void TimingFeed::on(SessionTime time, const simulate::CarStopped& stopped, std::vector<FeedEvent>& out) {
  CarTimes& car = cars_[stopped.car];
  car.stopped = true;
  CarTiming update = update_of(stopped.car);
  update.stopped = true;
  update.status = status_bits(car);
  out.push_back(single(time, std::move(update)));
}

void TimingFeed::on(SessionTime time, const simulate::CarRetired& retired, std::vector<FeedEvent>& out) {
  CarTimes& car = cars_[retired.car];
  car.retired = true;
  CarTiming update = update_of(retired.car);
  update.retired = true;
  update.status = status_bits(car);
  out.push_back(single(time, std::move(update)));
}

void TimingFeed::on(SessionTime time, const simulate::CarFinished& finished, std::vector<FeedEvent>& out) {
  CarTimes& car = cars_[finished.car];
  car.finished = true;
  CarTiming update = update_of(finished.car);
  update.status = status_bits(car);
  out.push_back(single(time, std::move(update)));
}

}  // namespace slipstream::source

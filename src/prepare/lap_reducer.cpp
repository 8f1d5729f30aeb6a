#include "prepare/lap_reducer.hpp"

#include <algorithm>
#include <utility>

namespace slipstream::prepare {
namespace {

using domain::CarNumber;
using domain::Lap;

bool moves_gap(const source::CarTiming& update) {
  return update.position.value() || update.gap_to_leader.value() || update.interval.value();
}

}  // namespace

void LapReducer::apply(const source::TimingData& data, LapRows::Update kind, const LapFacts& facts,
                       MessageSink& sink) {
  for (const source::CarTiming& update : data.cars) {
    Car& car = cars_[update.car];
    if (moves_gap(update)) {
      std::optional<domain::Gap> gap = update.gap_to_leader.value();
      if (!gap && !car.gaps.empty()) gap = car.gaps.back().gap;
      car.gaps.push_back({sink.time(), gap});
    }
    const auto change = car.feed.apply(update, sink.time(), kind);
    if (change == LapRows::Change::ended_lap) publish_ended(update.car, car, facts, sink);
  }
}

void LapReducer::apply(const source::TimingAppData& data, const LapFacts& facts, MessageSink& sink) {
  for (const source::CarTyres& update : data.cars) {
    if (!update.stints.present()) continue;
    Car& car = cars_[update.car];
    car.feed.apply(update, sink.time());
    if (!car.published.empty()) publish_ended(update.car, car, facts, sink);
  }
}

void LapReducer::reconsider(CarNumber car, const LapFacts& facts, MessageSink& sink) {
  const auto found = cars_.find(car);
  if (found != cars_.end()) publish_ended(car, found->second, facts, sink);
}

void LapReducer::publish_ended(CarNumber number, Car& car, const LapFacts& facts, MessageSink& sink) {
  std::vector<Lap> laps = car.feed.laps(CarLaps::Scope::ended, number, facts);
  if (facts.session.is_race()) {
    for (Lap& lap : laps) lap.position = rank(number, lap);
  }
  publish(number, car, std::move(laps), sink);
}

void LapReducer::publish(CarNumber number, Car& car, std::vector<Lap> laps, MessageSink& sink) {
  for (Lap& lap : laps) {
    const auto known = std::ranges::find(car.published, lap.lap_number, &Lap::lap_number);
    if (known == car.published.end()) {
      sink.add(number, lap);
      continue;
    }
    lap.revision = known->revision;
    if (same_content(*known, lap) && known->final == lap.final) continue;
    ++lap.revision;
    sink.add(number, lap);
  }
  car.published = std::move(laps);
}

int LapReducer::rank(CarNumber number, const Lap& lap) const {
  int ahead = 0;
  for (const auto& [other_number, other] : cars_) {
    if (other_number == number) continue;
    const auto same = std::ranges::find(other.published, lap.lap_number, &Lap::lap_number);
    if (same == other.published.end()) continue;
    if (std::pair{*same->lap_end, other_number} < std::pair{*lap.lap_end, number}) ++ahead;
  }
  return ahead + 1;
}

void LapReducer::align(const LapFacts& facts) {
  if (!facts.session.is_race()) return;
  std::map<CarNumber, CarToAlign> cars;
  for (const auto& [number, car] : cars_) {
    std::vector<LapRow> rows = car.feed.repaired_rows(CarLaps::Scope::all);
    if (!rows.empty()) cars[number] = {std::move(rows), car.gaps};
  }
  for (const auto& [number, shift] : align_laps(cars)) cars_.at(number).feed.shift_ends(shift);
}

void LapReducer::finish(const LapFacts& facts, MessageSink& sink) {
  align(facts);
  std::map<CarNumber, std::vector<Lap>> settled;
  for (auto& [number, car] : cars_) settled[number] = car.feed.laps(CarLaps::Scope::all, number, facts);

  std::map<int, std::vector<std::pair<SessionTime, CarNumber>>> ends;  // of every lap number
  for (const auto& [number, laps] : settled) {
    for (const Lap& lap : laps) ends[lap.lap_number].emplace_back(*lap.lap_end, number);
  }
  for (auto& [number, laps] : settled) {
    for (Lap& lap : laps) {
      lap.final = true;
      if (!facts.session.is_race()) continue;
      const auto ahead = std::ranges::count_if(
          ends[lap.lap_number], [&](const auto& end) { return end < std::pair{*lap.lap_end, number}; });
      lap.position = static_cast<int>(ahead) + 1;
    }
    publish(number, cars_.at(number), std::move(laps), sink);
  }
}

std::optional<int> LapReducer::current_lap(CarNumber car, const LapFacts& facts) const {
  const auto found = cars_.find(car);
  return found == cars_.end() ? std::nullopt : found->second.feed.current_lap(facts);
}

std::span<const Lap> LapReducer::laps(CarNumber car) const {
  const auto found = cars_.find(car);
  if (found == cars_.end()) return {};
  return found->second.published;
}

std::vector<SectorEnds> LapReducer::sector_ends(CarNumber car) const {
  const auto found = cars_.find(car);
  return found == cars_.end() ? std::vector<SectorEnds>{} : found->second.feed.sector_ends();
}

std::vector<SessionTime> LapReducer::part_starts() const {
  std::vector<SessionTime> starts;
  for (const auto& [number, car] : cars_) {
    const std::vector<SessionTime>& own = car.feed.part_starts();
    for (std::size_t part = 0; part < own.size(); ++part) {
      if (part == starts.size()) starts.push_back(own[part]);
      starts[part] = std::min(starts[part], own[part]);
    }
  }
  return starts;
}

std::vector<LapStep> LapReducer::steps(CarNumber number, SessionTime now, const LapFacts& facts) const {
  std::vector<LapStep> steps;
  const auto found = cars_.find(number);
  if (found == cars_.end()) return steps;
  const Car& car = found->second;
  for (const Lap& lap : car.published) {
    if (lap.lap_start) steps.push_back({*lap.lap_start, lap.lap_number, lap.compound, lap.tyre_life});
  }
  const auto running = car.feed.current_lap(facts);
  if (!running || (!car.published.empty() && car.published.back().lap_number >= *running)) return steps;
  const auto first_start = facts.session.is_race() ? facts.session.started_at() : car.feed.left_pits_at();
  const auto start = car.published.empty() ? first_start : car.published.back().lap_end;
  if (!start) return steps;
  LapStep step{.start = *start, .lap_number = *running, .compound = {}, .tyre_life = {}};
  if (const auto tyres = car.feed.tyres_now(car.published, now, facts)) {
    step.compound = tyres->compound;
    step.tyre_life = tyres->tyre_life;
  }
  steps.push_back(step);
  return steps;
}

}  // namespace slipstream::prepare

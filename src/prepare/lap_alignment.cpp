#include "prepare/lap_alignment.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdlib>

namespace slipstream::prepare {
namespace {

using domain::CarNumber;
using Shifts = std::map<CarNumber, Milliseconds>;

/// The gap sample nearest to `time`; nullptr if there is none.
const GapSample* nearest(const std::vector<GapSample>& gaps, SessionTime time) {
  const auto distance = [time](const GapSample& sample) { return std::chrono::abs(sample.time - time); };
  const auto found = std::ranges::min_element(gaps, {}, distance);
  return found == gaps.end() ? nullptr : &*found;
}

/// What the cars that drove lap `index` without a pit visit say about their gaps at its end.
struct LapGaps {
  std::optional<CarNumber> leader;
  std::map<CarNumber, Milliseconds> behind;
  std::size_t running = 0;  // cars on this lap, those in the pits included
  bool complete = true;
};

LapGaps gaps_at_end_of(std::size_t index, const std::map<CarNumber, CarToAlign>& cars) {
  LapGaps gaps;
  for (const auto& [number, car] : cars) {
    if (index >= car.laps.size()) continue;
    ++gaps.running;
    const LapRow& lap = car.laps[index];
    if (lap.pit_in || lap.pit_out || !lap.end) continue;
    const GapSample* sample = nearest(car.gaps, *lap.end);
    if (sample == nullptr || !sample->gap) {
      gaps.complete = false;
      return gaps;
    }
    if (std::holds_alternative<domain::LeaderLap>(*sample->gap)) gaps.leader = number;
    if (const auto* time = std::get_if<domain::GapTime>(&*sample->gap)) gaps.behind[number] = time->behind;
  }
  return gaps;
}

/// Shifts against the first leader, positive where a car's laps end too early.
std::optional<Shifts> relative_shifts(const std::map<CarNumber, CarToAlign>& cars) {
  std::size_t laps = 0;
  for (const auto& [number, car] : cars) laps = std::max(laps, car.laps.size());
  Shifts shifts;
  std::map<CarNumber, Milliseconds> behind;  // the last gap seen of cars that have no shift yet
  for (std::size_t index = 0; index < laps; ++index) {
    const LapGaps gaps = gaps_at_end_of(index, cars);
    if (!gaps.complete) return std::nullopt;
    for (const auto& [number, gap] : gaps.behind) behind[number] = gap;
    if (!gaps.leader) continue;
    const SessionTime leader_end = *cars.at(*gaps.leader).laps[index].end;
    const Milliseconds zero = shifts.try_emplace(*gaps.leader, Milliseconds{0}).first->second;
    for (const auto& [number, gap] : behind) {
      const CarToAlign& car = cars.at(number);
      if (shifts.contains(number) || index >= car.laps.size() || !car.laps[index].end) continue;
      shifts[number] = gap - (*car.laps[index].end - leader_end) + zero;
    }
    if (gaps.running <= shifts.size()) break;
  }
  return shifts;
}

}  // namespace

Shifts align_laps(const std::map<CarNumber, CarToAlign>& cars) {
  auto shifts = relative_shifts(cars);
  if (!shifts || shifts->empty()) return {};
  Milliseconds latest{0};
  for (const auto& [number, shift] : *shifts) latest = std::max(latest, shift);
  for (auto& [number, shift] : *shifts) shift -= latest;
  return *shifts;
}

}  // namespace slipstream::prepare

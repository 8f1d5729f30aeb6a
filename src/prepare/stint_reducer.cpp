#include "prepare/stint_reducer.hpp"

#include <cstddef>

namespace slipstream::prepare {
namespace {

using domain::Stint;

/// No car passes the pit lane more often; a hostile index must not become an allocation.
constexpr std::size_t kMaxStints = 256;

/// The lap on which tyres fitted now are first driven.
int next_lap(domain::CarNumber car, const LapReducer& laps, const LapFacts& facts) {
  return laps.current_lap(car, facts).value_or(1);
}

void carry_out(const source::StintPatch& patch, Stint& stint) {
  patch.compound.apply_to(stint.compound);
  patch.fresh.apply_to(stint.fresh_tyre);
  if (const auto age = plausible_tyre_life(patch.start_laps.value())) stint.tyre_life_at_start = age;
  const auto total = plausible_tyre_life(patch.total_laps.value());
  if (total) stint.laps = *total - stint.tyre_life_at_start.value_or(0);
}

}  // namespace

void StintReducer::apply(const source::TimingAppData& data, const LapReducer& laps, const LapFacts& facts,
                         MessageSink& sink) {
  for (const source::CarTyres& update : data.cars) {
    std::vector<Stint>& stints = cars_[update.car];
    for (const auto& [index, patch] : update.stints.items) {
      if (index >= kMaxStints) continue;
      while (stints.size() <= index) {
        Stint begun;
        begun.stint = static_cast<int>(stints.size()) + 1;
        begun.start_lap = next_lap(update.car, laps, facts);
        stints.push_back(begun);
      }
      const Stint before = stints[index];
      carry_out(patch, stints[index]);
      if (stints[index] != before) sink.add(update.car, stints[index]);
    }
  }
}

const std::vector<Stint>* StintReducer::stints(domain::CarNumber car) const {
  const auto found = cars_.find(car);
  return found == cars_.end() ? nullptr : &found->second;
}

}  // namespace slipstream::prepare

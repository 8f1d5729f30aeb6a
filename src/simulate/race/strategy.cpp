#include "simulate/race/strategy.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

namespace slipstream::simulate {
namespace {

using enum domain::Compound;

/// Orders of compounds that teams consider.
const std::vector<std::vector<domain::Compound>>& candidate_plans() {
  static const std::vector<std::vector<domain::Compound>> plans{
      {medium, hard},         {hard, medium},       {soft, hard},         {soft, medium},
      {medium, hard, medium}, {soft, hard, medium}, {soft, medium, hard}, {medium, medium, hard},
      {medium, hard, hard},   {soft, hard, hard},   {medium, hard, soft}, {medium, hard, hard, soft},
  };
  return plans;
}

double stint_seconds(domain::Compound compound, int laps, double wear) {
  double seconds = 0;
  for (TyreSet tyres{.compound = compound}; tyres.age < laps; ++tyres.age)
    seconds += tyre_loss_s(tyres, wear);
  return seconds;
}

/// Laps of each stint, by how long the compounds last: cliffs in proportion.
std::vector<int> stint_lengths(std::span<const domain::Compound> compounds, int laps) {
  double total = 0;
  for (const domain::Compound compound : compounds) total += pace_of(compound).cliff_lap;
  std::vector<int> lengths;
  int left = laps;
  for (const domain::Compound compound : compounds.first(compounds.size() - 1)) {
    lengths.push_back(std::max(1, static_cast<int>(std::lround(laps * pace_of(compound).cliff_lap / total))));
    left -= lengths.back();
  }
  lengths.push_back(left);
  return lengths;
}

}  // namespace

Strategy plan_race(int laps, double stop_loss_s, double wear, Random& random) {
  if (laps < kLapsForAStop) return {.start = {.compound = random.chance(0.5) ? soft : medium}, .stops = {}};
  const std::vector<domain::Compound>* best = nullptr;
  double best_seconds = std::numeric_limits<double>::max();
  for (const auto& plan : candidate_plans()) {
    const std::vector<int> lengths = stint_lengths(plan, laps);
    if (lengths.back() < 2) continue;
    double seconds = stop_loss_s * static_cast<double>(plan.size() - 1) + random.normal(0, 8);
    for (std::size_t stint = 0; stint < plan.size(); ++stint) {
      seconds += stint_seconds(plan[stint], lengths[stint], wear);
    }
    if (seconds < best_seconds) {
      best_seconds = seconds;
      best = &plan;
    }
  }
  Strategy strategy{.start = {.compound = best->front()}, .stops = {}};
  const std::vector<int> lengths = stint_lengths(*best, laps);
  int lap = 0;
  for (std::size_t stint = 0; stint + 1 < best->size(); ++stint) {
    lap += lengths[stint];
    const int jitter = static_cast<int>(std::lround(random.normal(0, 4)));
    strategy.stops.push_back({.lap = std::clamp(lap + jitter, 1 + static_cast<int>(stint), laps - 1),
                              .compound = (*best)[stint + 1]});
  }
  return strategy;
}

}  // namespace slipstream::simulate

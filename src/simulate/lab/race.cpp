#include "simulate/lab/race.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "simulate/lab/lap.hpp"

namespace slipstream::simulate::lab {
namespace {

constexpr double kTurn = 2 * std::numbers::pi;

// What the lap's 292 … 326 km/h leave up to 280 … 340 is 4 % of speed: 3.3 % for the quickest pass, 0.3 % for
// the waves that run through the field, 0.3 % for its growing apart.

/// From place to place at the end, in rounds.
constexpr double kGapRounds = 0.027 * kLeastReach;
constexpr double kGapAtStart = 0.8;  ///< × the gap at the end
constexpr double kMostSpreading = 0.003;
/// The field is now closer here, now there: waves of so many per place, so many places deep, each so many
/// rounds long. Neighbours' gaps differ by ±20 % and their order stays.
constexpr double kWavesPerPlace = 0.37, kWaveDepth = 0.2 / (kTurn * kWavesPerPlace), kWaveRounds = 3;

double tenths(double value) { return std::round(value * 10) / 10; }

}  // namespace

Result<Race> Race::make(const RaceOptions& options) {
  auto updates = race_updates(options);
  if (!updates) return propagate(updates);
  return Race(options, *updates);
}

Race::Race(const RaceOptions& options, int updates)
    : updates_(updates), interval_s_(base::seconds(options.interval)) {
  Random random(options.seed, 0x1AB);
  wave_phase_ = random.uniform(0, kTurn);
  plan_ = plan_passes(options, updates, random);
  const double cars = static_cast<double>(options.drivers.size());
  const double race_s = updates * interval_s_;
  const double last_gap_s = kGapRounds * plan_.round_s;
  gap_growth_ = std::min((1 - kGapAtStart) * last_gap_s / race_s, kMostSpreading / ((cars - 1) / 2));
  gap_s_ = last_gap_s - gap_growth_ * race_s;
  places_.resize(options.drivers.size());
  standings_.resize(options.drivers.size());
}

void Race::find_places(double time_s) {
  for (std::size_t place = 0; place < plan_.grid.size(); ++place) {
    places_[plan_.grid[place]] = {.value = static_cast<double>(place)};
  }
  for (const Pass& pass : plan_.passes) {
    const double part = (time_s - pass.at_s) / pass.reach_s;
    if (part <= -1) continue;
    double done = 1, per_s = 0;
    if (part < 1) {
      done = (1 + part + std::sin(std::numbers::pi * part) / std::numbers::pi) / 2;
      per_s = (1 + std::cos(std::numbers::pi * part)) / 2 / pass.reach_s;
    }
    places_[pass.passing].value -= done;
    places_[pass.passing].per_s -= per_s;
    places_[pass.passed].value += done;
    places_[pass.passed].per_s += per_s;
  }
}

Standing Race::standing_of(std::size_t driver, double time_s) const {
  const Place& place = places_[driver];
  const double wave_s = kWaveRounds * plan_.round_s;
  const double angle = kTurn * (kWavesPerPlace * place.value + time_s / wave_s) + wave_phase_;
  const double middle = static_cast<double>(places_.size() - 1) / 2;
  const double behind = place.value - middle + kWaveDepth * std::sin(angle);
  const double behind_per_s =
      place.per_s + kWaveDepth * std::cos(angle) * kTurn * (kWavesPerPlace * place.per_s + 1 / wave_s);

  const double gap_s = gap_s_ + gap_growth_ * time_s;
  const double seconds = time_s - gap_s * behind;
  const double pace = 1 - gap_s * behind_per_s - gap_growth_ * behind;
  const double laps = lap_distance_m(seconds) / kLapMetres;
  return {.driver = driver,
          .position = 0,
          .speed_kmh = tenths(lap_speed_kmh(seconds) * pace),
          .distance_m = laps * kLapMetres,
          .lap_part = laps - std::floor(laps),
          .gap_s = gap_s * behind};
}

std::span<const Standing> Race::at(int update) {
  const double time_s = std::clamp(update, 0, updates_) * interval_s_;
  find_places(time_s);
  for (std::size_t driver = 0; driver < standings_.size(); ++driver) {
    standings_[driver] = standing_of(driver, time_s);
  }
  std::ranges::sort(standings_, std::ranges::greater{}, &Standing::distance_m);
  const double leader_s = standings_.front().gap_s;
  int position = 0;
  for (Standing& standing : standings_) {
    standing.position = ++position;
    standing.gap_s -= leader_s;
  }
  return standings_;
}

}  // namespace slipstream::simulate::lab

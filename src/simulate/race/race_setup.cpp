// How a race is set up: field, fuel, tyres and plans, and what will break.
#include <cmath>

#include "simulate/race/race.hpp"

namespace slipstream::simulate {
namespace {

/// For the formation and the cool-down lap.
constexpr double kStartFuelReserveKg = 4;
constexpr double kFuelKgPerMetre = 105.0 / 305e3;
constexpr double kTypicalStopLossSeconds = 21;
/// Of twenty cars about two do not finish a Grand Prix; less in shorter races.
constexpr double kFailuresPerCarAndKm = 0.10 / 305;
constexpr double kPartStoppedOnTrack = 0.45;
constexpr int kTeams = 10;

std::vector<TimingLine> timing_lines(const Circuit& circuit) {
  std::vector<TimingLine> lines;
  for (std::uint8_t sector = 0; sector < 3; ++sector) {
    const auto& ends = circuit.mini_sector_ends_m[sector];
    for (std::size_t mini = 0; mini < ends.size(); ++mini) {
      const bool last = mini + 1 == ends.size();
      lines.push_back({.at_m = ends[mini],
                       .sector = sector,
                       .mini_sector = static_cast<std::uint8_t>(mini),
                       .ends_sector = last,
                       .ends_lap = last && sector == 2});
    }
  }
  return lines;
}

double box_of(const Circuit& circuit, std::size_t place) {
  const PitLane& lane = circuit.pit_lane;
  const double length = lane.exit_m + circuit.length_m() - lane.entry_m;
  const auto team = static_cast<double>(place / 2 % kTeams);
  return std::fmod(lane.entry_m + length * (0.35 + 0.035 * team), circuit.length_m());
}

}  // namespace

Result<Race> Race::make(const RaceOptions& options, std::shared_ptr<const Circuit> circuit) {
  auto laps = race_laps(options, *circuit);
  if (!laps) return propagate(laps);
  return Race(options, std::move(circuit), *laps);
}

Race::Race(const RaceOptions& options, std::shared_ptr<const Circuit> circuit, int laps)
    : options_(options),
      circuit_(std::move(circuit)),
      laps_(laps),
      model_(reference_car()),
      lines_(timing_lines(*circuit_)),
      suspension_random_(options.seed, 0x4ED) {
  LapConditions conditions{
      .grip = options.pace, .power = options.pace, .air_density = circuit_->air_density()};
  SpeedProfile profile;
  solve_lap(*circuit_, model_, conditions, profile);
  lap_reference_s_ = lap_seconds(*circuit_, profile, 0);
  conditions.grip *= 0.97;
  solve_lap(*circuit_, model_, conditions, profile);
  grip_sensitivity_ = (lap_seconds(*circuit_, profile, 0) / lap_reference_s_ - 1) / 0.03;

  auto field = make_field(options.cars, options.seed);
  cars_.reserve(field.size());
  for (std::size_t place = 0; place < field.size(); ++place) {
    CarState& car = cars_.emplace_back(std::move(field[place]), Random(options.seed, 1'000 + place));
    put_on_track(car, place);
  }
  control_ = std::make_unique<RaceControl>(options.seed, laps_, cars_.size() <= kFieldSize);
  traffic_ = std::make_unique<Traffic>(cars_, circuit_->length_m());
}

void Race::put_on_track(CarState& car, std::size_t place) {
  const double length = circuit_->length_m();
  const double race_m = laps_ * length;
  car.grid_m = -circuit_->pole_m - circuit_->grid_spacing_m * static_cast<double>(place % kFieldSize);
  car.distance_m = car.previous_distance_m = car.grid_m - length;
  car.lap_m = car.distance_m + 2 * length;
  car.lap_m = std::fmod(car.lap_m, length);
  car.launch_in_s = 0.4 * static_cast<double>(place % kFieldSize);
  car.fuel_kg = kFuelKgPerMetre * race_m + kStartFuelReserveKg;
  car.wear = car.random.uniform(0.8, 1.25);
  car.strategy = plan_race(laps_, kTypicalStopLossSeconds, car.wear, car.random);
  car.tyres = car.strategy.start;
  car.box_m = box_of(*circuit_, place);
  if (car.random.chance(options_.incidents * kFailuresPerCarAndKm * race_m / 1000)) {
    car.failure = {.at_m = car.random.uniform(0.02, 0.98) * race_m,
                   .stops_on_track = car.random.chance(kPartStoppedOnTrack)};
  }
  if (options_.cars <= static_cast<int>(kFieldSize)) {
    Random random(options_.seed, 50'000 + place);
    car.mishaps = draw_mishaps(*circuit_, laps_, options_.incidents, random);
  }
  begin_lap(car);
}

}  // namespace slipstream::simulate

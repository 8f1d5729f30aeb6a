// The simulated Grand Prix on one core: the whole source, the race alone, one lap's speed profile.
#include <memory>
#include <variant>
#include <vector>

#include <benchmark/benchmark.h>

#include "simulate/car/speed_profile.hpp"
#include "simulate/circuit/circuits.hpp"
#include "simulate/lab/race.hpp"
#include "simulate/race/race.hpp"
#include "source/simulation/simulation.hpp"

namespace {

using namespace slipstream;

std::shared_ptr<const simulate::Circuit> lakeside() {
  static const auto circuit =
      std::make_shared<const simulate::Circuit>(*simulate::built_in_circuit("lakeside"));
  return circuit;
}

simulate::RaceOptions race_of(benchmark::State& state) {
  return {.cars = static_cast<int>(state.range(0)), .laps = static_cast<int>(state.range(1))};
}

std::int64_t samples_in(const source::FeedBody& body) {
  if (const auto* packet = std::get_if<source::CarDataPacket>(&body)) {
    return static_cast<std::int64_t>(packet->samples.size());
  }
  if (const auto* packet = std::get_if<source::PositionPacket>(&body)) {
    return static_cast<std::int64_t>(packet->samples.size());
  }
  return 0;
}

/// Items are car and position samples.
void simulate_and_emit(benchmark::State& state) {
  std::int64_t samples = 0;
  for (auto _ : state) {
    auto source = *source::open_simulation(race_of(state), lakeside());
    while (true) {
      auto event = source->next();
      if (!event || !*event) break;
      samples += samples_in((*event)->body);
    }
  }
  state.SetItemsProcessed(samples);
}
BENCHMARK(simulate_and_emit)
    ->Args({20, 55})
    ->Args({1'000, 3})
    ->Args({10'000, 1})
    ->Unit(benchmark::kMillisecond);

/// Items are cars × steps.
void race_alone(benchmark::State& state) {
  std::int64_t steps = 0;
  for (auto _ : state) {
    auto race = simulate::Race::make(race_of(state), lakeside());
    for (; !race->over(); ++steps) benchmark::DoNotOptimize(race->step());
  }
  state.SetItemsProcessed(steps * state.range(0));
}
BENCHMARK(race_alone)->Args({20, 55})->Unit(benchmark::kMillisecond);

void solve_one_lap(benchmark::State& state) {
  simulate::SpeedProfile profile;
  for (auto _ : state) {
    simulate::solve_lap(*lakeside(), simulate::reference_car(), {.fuel_kg = 50}, profile);
    benchmark::DoNotOptimize(profile.closed.data());
  }
}
BENCHMARK(solve_one_lap)->Unit(benchmark::kMicrosecond);

/// The lab: one update of each of so many races, what a second costs at 1 Hz. Items are updates.
void step_lab_races(benchmark::State& state) {
  std::vector<simulate::lab::Race> races;
  for (std::int64_t seed = 0; seed < state.range(0); ++seed) {
    races.push_back(*simulate::lab::Race::make({.seed = static_cast<std::uint64_t>(seed)}));
  }
  int update = 0;
  for (auto _ : state) {
    for (simulate::lab::Race& race : races) benchmark::DoNotOptimize(race.at(update).data());
    update = (update + 1) % (races.front().updates() + 1);
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(step_lab_races)->Arg(200)->Unit(benchmark::kMicrosecond);

void make_lab_race(benchmark::State& state) {
  std::uint64_t seed = 0;
  for (auto _ : state) benchmark::DoNotOptimize(simulate::lab::Race::make({.seed = ++seed}));
}
BENCHMARK(make_lab_race)->Unit(benchmark::kMicrosecond);

}  // namespace

BENCHMARK_MAIN();

#include "cli/simulated_race.hpp"

#include <algorithm>
#include <chrono>

#include "cli/circuit_of_session.hpp"
#include "cli/open_session.hpp"
#include "cli/progress_bar.hpp"
#include "simulate/circuit/circuits.hpp"
#include "source/simulation/simulation.hpp"

namespace slipstream::cli {
namespace {

/// The race of seed 0; every seed has a day of its own, so that simulated races are sessions of different
/// keys.
constexpr UtcTime kFirstRace =
    std::chrono::sys_days{std::chrono::year{2025} / 1 / 1} + std::chrono::hours{14};
constexpr std::uint64_t kDays = 36'500;

Result<UtcTime> start_of(const SimulationOptions& options) {
  if (options.date.empty()) return kFirstRace + std::chrono::days{options.seed % kDays};
  const auto start = base::parse_utc_ms(options.date + "T14:00:00");
  if (!start) return fail(ErrorCode::invalid_argument, "--date {}: a day like 2026-11-22", options.date);
  return *start;
}

Result<simulate::Circuit> circuit_named(const Context& context, const std::string& name) {
  const auto names = simulate::circuit_names();
  if (std::ranges::find(names, name) != names.end()) return simulate::built_in_circuit(name);
  auto session = open_session(context, name);
  if (!session) {
    return fail(session.error().code, "--circuit {}: neither a circuit of ours ({}) nor a session: {}", name,
                fmt::join(names, ", "), session.error().to_string());
  }
  auto plan = circuit_of_session(**session);
  if (!plan) return propagate(plan);
  return simulate::make_circuit(*plan);
}

}  // namespace

Result<SimulatedRace> simulated_race(const Context& context, const SimulationOptions& options) {
  auto start = start_of(options);
  if (!start) return propagate(start);
  auto circuit = circuit_named(context, options.circuit);
  if (!circuit) return propagate(circuit);
  SimulatedRace race{.options = {.cars = options.cars,
                                 .laps = options.laps,
                                 .pace = options.pace,
                                 .incidents = options.incidents,
                                 .seed = options.seed,
                                 .start = *start},
                     .circuit = std::make_shared<const simulate::Circuit>(std::move(*circuit))};
  if (options.distance_km) race.options.distance_km = *options.distance_km;
  if (auto laps = simulate::race_laps(race.options, *race.circuit); !laps) return propagate(laps);
  return race;
}

Result<std::shared_ptr<const prepare::PreparedSession>> open_simulated(const Context& context,
                                                                       const SimulationOptions& options) {
  auto race = simulated_race(context, options);
  if (!race) return propagate(race);
  auto source = source::open_simulation(race->options, race->circuit);
  if (!source) return propagate(source);
  ProgressBar bar("Simulating the " + race->circuit->name + " Grand Prix",
                  context.quiet ? ProgressBar::Show::never : ProgressBar::Show::when_terminal);
  auto session =
      prepare::prepare_session(**source, {}, [&bar](double done) { bar.update(done); }, context.stop);
  if (!session) return propagate(session);
  return std::make_shared<const prepare::PreparedSession>(std::move(*session));
}

}  // namespace slipstream::cli

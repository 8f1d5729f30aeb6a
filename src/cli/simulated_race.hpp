#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "base/result.hpp"
#include "cli/command.hpp"
#include "prepare/prepared_session.hpp"
#include "simulate/race/race_options.hpp"

namespace slipstream::cli {

/// A simulated Grand Prix as a user asks for it.
struct SimulationOptions {
  int cars = 20;
  std::optional<int> laps;
  std::optional<double> distance_km;
  double pace = 1;
  double incidents = 1;
  std::uint64_t seed = 1;
  std::string circuit = "lakeside";  ///< a built-in one, or a session whose cars drew it
  std::string date;                  ///< "2026-11-22"; empty: one that goes with the seed
};

struct SimulatedRace {
  simulate::RaceOptions options;
  std::shared_ptr<const simulate::Circuit> circuit;
};

/// Errors: invalid_argument (naming the option); those of open_session and circuit_of_session.
Result<SimulatedRace> simulated_race(const Context& context, const SimulationOptions& options);

/// Simulates the race and prepares it like any other session, with a progress bar. Errors: as simulated_race,
/// interrupted.
Result<std::shared_ptr<const prepare::PreparedSession>> open_simulated(const Context& context,
                                                                       const SimulationOptions& options);

}  // namespace slipstream::cli

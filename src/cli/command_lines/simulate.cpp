#include "cli/commands/simulate.hpp"
#include "cli/command_lines/commands.hpp"

namespace slipstream::cli {

void add_simulate(Commands& commands) {
  const auto options = std::make_shared<SimulateOptions>();
  CLI::App* sub =
      commands.add("simulate", "a simulated Grand Prix as a session of the library, or as an archive",
                   "simulate --laps 10 --seed 7 -o my-race");
  SimulationOptions& race = options->race;
  sub->add_option("--cars", race.cars, "1 to 10000; beyond 20 in fields that do not meet")
      ->capture_default_str();
  sub->add_option("--laps", race.laps, "default: as many as 305 km take");
  sub->add_option("--length", race.distance_km, "of the race, instead of laps")
      ->type_name("KM")
      ->excludes("--laps");
  sub->add_option("--pace", race.pace, "grip and power, times the reference car's")->capture_default_str();
  sub->add_option("--incidents", race.incidents,
                  "failures, spins and crashes, times what is usual; 0 for none")
      ->capture_default_str();
  sub->add_option("--seed", race.seed, "the same seed is the same race")->capture_default_str();
  sub->add_option("--circuit", race.circuit, "lakeside, pocket, or a SESSION with positions to draw it from")
      ->capture_default_str();
  sub->add_option("--date", race.date, "of the race, e.g. 2026-11-22 (default: one that goes with the seed)");
  sub->add_option("-o,--output", options->output, "write the archive here instead of into the library")
      ->type_name("DIR");
  commands.runs(sub, [options](const Context& context) { return simulate_race(context, *options); });
}

}  // namespace slipstream::cli

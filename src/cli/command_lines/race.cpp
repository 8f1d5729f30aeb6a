#include "cli/commands/race.hpp"
#include "cli/command_lines/commands.hpp"

namespace slipstream::cli {

void add_race(Commands& commands) {
  const auto request = std::make_shared<lab::RaceRequest>();
  const auto seconds = std::make_shared<std::pair<double, double>>(120, 1);
  CLI::App* sub =
      commands.add("race", "a race of the lab in the terminal", "race \"Max Verstappen\" --duration 60");
  sub->add_option("driver", request->driver_name, "whose race it is; a part of the name is enough")
      ->required();
  sub->add_option("--duration", seconds->first, "of the race")
      ->type_name("SECONDS")
      ->check(CLI::Range(0.001, 86'400.0))
      ->capture_default_str();
  sub->add_option("--interval", seconds->second, "between updates")
      ->type_name("SECONDS")
      ->check(CLI::Range(0.001, 3'600.0))
      ->capture_default_str();
  sub->add_option("--seed", request->seed, "repeats a race");
  commands.runs(sub, [request, seconds](const Context& context) {
    request->duration = base::session_time_from_seconds(seconds->first).time_since_epoch();
    request->interval = base::session_time_from_seconds(seconds->second).time_since_epoch();
    return race(context, *request);
  });
}

}  // namespace slipstream::cli

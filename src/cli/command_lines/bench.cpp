#include "cli/commands/bench.hpp"
#include "cli/command_lines/commands.hpp"

namespace slipstream::cli {

void add_bench(Commands& commands) {
  CLI::App* bench = commands.add("bench", "measure this machine", "bench weak-scaling --engine kafka");
  bench->require_subcommand(1);
  const auto options = std::make_shared<WeakScalingOptions>();
  CLI::App* sub = commands.add_to(
      *bench, "weak-scaling",
      "Kafka: how reading scales with the consumers of a group, each with 20 simulated cars and its own "
      "partitions",
      "bench weak-scaling --engine kafka --consumers 1,2,4 -o scaling.csv -o scaling.svg");
  sub->add_option("--consumers", options->consumers,
                  "a scenario each (default: scaling.scenarios, 1,2,4,8,16)")
      ->delimiter(',')
      ->type_name("N,...")
      ->check(CLI::Range(1, 1024));
  sub->add_option("--partitions", options->partitions, "of each consumer")
      ->type_name("N")
      ->check(CLI::Range(1, 1024))
      ->capture_default_str();
  sub->add_option("--records", options->records, "of each consumer")->type_name("N")->capture_default_str();
  CLI::Option* repeats =
      sub->add_option("--repeats", options->repeats, "readings of each scenario; figures are their medians")
          ->type_name("N")
          ->check(CLI::Range(1, 1'000'000));
  sub->add_option_function<std::int64_t>(
         "--duration", [options](std::int64_t s) { options->duration = std::chrono::seconds{s}; },
         "of each scenario's readings, at least three (default: scaling.duration_per_scenario, 10)")
      ->type_name("SECONDS")
      ->check(CLI::Range(1, 86'400))
      ->excludes(repeats);
  sub->add_option("-o,--output", options->outputs, "write it here: .csv or .svg; repeatable")
      ->type_name("FILE");
  add_theme(sub, options->theme);
  commands.runs(sub, [options](const Context& context) { return weak_scaling(context, *options); });
}

}  // namespace slipstream::cli

#include "cli/commands/consume.hpp"
#include "cli/command_lines/commands.hpp"

namespace slipstream::cli {

void add_consume(Commands& commands) {
  const auto options = std::make_shared<ConsumeOptions>();
  CLI::App* sub = commands.add("consume", "read topics, run the anomaly rules, report rates",
                               "consume --drivers VER,NOR --timeout 5");
  sub->add_option("--group", options->group, "consumer group")->capture_default_str();
  sub->add_option("--topics", options->topics, "names as in `topics list`; default: f1-telemetry")
      ->delimiter(',');
  sub->add_option("--drivers", options->drivers, "only these")->delimiter(',');
  sub->add_option("--max-messages", options->max_messages, "end after so many");
  sub->add_option_function<double>(
         "--timeout",
         [options](double s) {
           options->timeout = std::chrono::milliseconds{static_cast<std::int64_t>(s * 1000)};
         },
         "end after so many seconds without a record (default 10)")
      ->type_name("SECONDS")
      ->check(CLI::PositiveNumber);
  commands.runs(sub, [options](const Context& context) { return consume(context, *options); });
}

}  // namespace slipstream::cli

#include "cli/command_lines/commands.hpp"
#include "cli/commands/sessions.hpp"

namespace slipstream::cli {
namespace {

void add_import(Commands& commands) {
  const auto paths = std::make_shared<std::vector<std::filesystem::path>>();
  CLI::App* sub = commands.add("import", "take sessions into the library",
                               "import 2025-10-25_Mexico_City_Grand_Prix_Qualifying");
  sub->add_option("path", *paths, "archives, recordings, CSV or Parquet tables")
      ->required()
      ->type_name("PATH");
  commands.runs(sub, [paths](const Context& context) { return import_sessions(context, *paths); });
}

void add_sessions(Commands& commands) {
  const auto runs = std::make_shared<bool>(false);
  CLI::App* sub =
      commands.add("sessions", "the sessions of the library, or the finished runs", "sessions --runs");
  sub->add_flag("--runs", *runs, "finished runs: their telemetry, laps and alerts are filed");
  commands.runs(
      sub, [runs](const Context& context) { return *runs ? list_runs(context) : list_sessions(context); });
}

void add_describe(Commands& commands) {
  const auto options = std::make_shared<DescribeOptions>();
  CLI::App* sub = commands.add(
      "describe", "what a session holds: drivers, laps, rates, gaps, missing values, ranges, correlations",
      "describe 2025-10-25_mexico --record 1000");
  sub->add_option("session", options->session)->required()->type_name("SESSION");
  sub->add_option("--record", options->record, "print this telemetry record, counted from 0");
  commands.runs(sub, [options](const Context& context) { return describe_session(context, *options); });
}

void add_remove(Commands& commands) {
  const auto session = std::make_shared<std::string>();
  CLI::App* sub =
      commands.add("remove", "remove a session from the library", "remove 2025-10-25_mexico-city_qualifying");
  sub->add_option("session", *session)->required()->type_name("SESSION");
  commands.runs(sub, [session](const Context& context) { return remove_session(context, *session); });
}

}  // namespace

void add_library(Commands& commands) {
  add_import(commands);
  add_sessions(commands);
  add_describe(commands);
  add_remove(commands);
}

}  // namespace slipstream::cli

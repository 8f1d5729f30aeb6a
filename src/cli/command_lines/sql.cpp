#include "cli/commands/sql.hpp"
#include "cli/command_lines/commands.hpp"

namespace slipstream::cli {

void add_sql(Commands& commands) {
  const auto options = std::make_shared<SqlOptions>();
  CLI::App* sub = commands.add(
      "sql", "one SELECT over all sessions of the library",
      "sql \"SELECT session_key, Driver, min(LapTime) AS best FROM laps GROUP BY ALL ORDER BY best\"");
  sub->add_option("query", options->query,
                  "DuckDB's SQL over sessions, telemetry, laps, stints, results, weather, race_control")
      ->required()
      ->type_name("QUERY");
  sub->add_option("-o,--output", options->output, "write the rows here: .parquet, .csv or .json")
      ->type_name("FILE");
  commands.runs(sub, [options](const Context& context) { return run_sql(context, *options); });
}

}  // namespace slipstream::cli

#include "cli/command_lines/commands.hpp"

#include "cli/commands/tables.hpp"

namespace slipstream::cli {
namespace {

constexpr const char* kSessionHelp = "a path, a key of the library, or words like \"2025 Mexico Qualifying\"";
constexpr const char* kDriversHelp = "whose rows, by code or number, e.g. VER,4";

void add_export(Commands& commands) {
  CLI::App* sub = commands.add("export", "one of a session's tables as a file, with FastF1's column names",
                               "export mexico --table laps -o laps.csv --drivers VER,NOR");
  const auto options = std::make_shared<ExportOptions>();
  sub->add_option("session", options->session, kSessionHelp)->required()->type_name("SESSION");
  sub->add_option(
         "--table", options->table,
         "car_data, pos_data, telemetry, laps, stints, results, weather, race_control, track_status or "
         "session_status")
      ->required()
      ->type_name("TABLE");
  sub->add_option("-o,--output", options->output, "ends with .parquet, .csv or .json")
      ->required()
      ->type_name("FILE");
  sub->add_option("--drivers", options->drivers, kDriversHelp)->delimiter(',');
  sub->add_option("--lap", options->lap, "only rows of this lap");
  commands.runs(sub, [options](const Context& context) { return export_table(context, *options); });
}

void add_prepare(Commands& commands) {
  CLI::App* sub = commands.add("prepare", "one row per telemetry sample with its lap, result and weather",
                               "prepare mexico -o mexico.parquet");
  const auto options = std::make_shared<PrepareTableOptions>();
  sub->add_option("session", options->session, kSessionHelp)->required()->type_name("SESSION");
  sub->add_option("-o,--output", options->output, "ends with .parquet, .csv or .json")
      ->required()
      ->type_name("FILE");
  sub->add_option("--compat", options->compat,
                  "fastf1-pipeline: that pipeline's values, names and order, oddities included")
      ->type_name("PIPELINE");
  sub->add_option("--drivers", options->drivers, kDriversHelp)->delimiter(',');
  commands.runs(sub, [options](const Context& context) { return prepare_table(context, *options); });
}

}  // namespace

void add_tables(Commands& commands) {
  add_export(commands);
  add_prepare(commands);
}

}  // namespace slipstream::cli

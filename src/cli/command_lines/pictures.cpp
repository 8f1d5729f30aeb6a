#include <map>

#include "cli/command_lines/commands.hpp"
#include "cli/commands/compare.hpp"
#include "cli/commands/plot.hpp"

namespace slipstream::cli {
namespace {

void add_session(CLI::App* sub, std::string& session) {
  sub->add_option("session", session,
                  "a path, a key of the library, or words like \"2025 Mexico Qualifying\"")
      ->required()
      ->type_name("SESSION");
}

/// What is common to everything drawn.
template <class Options>
void add_drawing(CLI::App* sub, Options& options) {
  sub->add_option("--circuit-file", options.circuit_file,
                  "corners from a circuit's JSON as FastF1 and MultiViewer have it (default: by curvature)")
      ->type_name("FILE");
  add_theme(sub, options.theme);
}

void add_compare(Commands& commands) {
  const auto options = std::make_shared<CompareOptions>();
  CLI::App* sub = commands.add("compare", "two laps over distance: where time is won and lost",
                               "compare 2025-10-25_mexico VER NOR:24 -o delta.svg -o delta.csv");
  add_session(sub, options->session);
  sub->add_option("a", options->a, "a driver, and the lap if not the fastest: VER, VER:12")->required();
  sub->add_option("b", options->b, "the other one")->required();
  sub->add_option("-o,--output", options->outputs, "write it here: .svg, .csv, .parquet or .json; repeatable")
      ->type_name("FILE");
  add_drawing(sub, *options);
  commands.runs(sub, [options](const Context& context) { return compare(context, *options); });
}

void add_plot(Commands& commands) {
  const auto options = std::make_shared<PlotOptions>();
  CLI::App* sub = commands.add("plot", "a session's pictures as SVG",
                               "plot 2025-10-25_mexico --kind track --drivers VER -o track.svg");
  add_session(sub, options->session);
  sub->add_option("--kind", options->kind,
                  "track, speed, tyres, positions, laps or correlation (default: all, into a folder)");
  sub->add_option("--drivers", options->drivers, "only these, e.g. VER,NOR")->delimiter(',');
  sub->add_option("--lap", options->lap, "of track and speed (default: the fastest)");
  sub->add_option("-o,--output", options->output, "the file, or without --kind the folder")
      ->type_name("PATH");
  add_drawing(sub, *options);
  commands.runs(sub, [options](const Context& context) { return plot_session(context, *options); });
}

}  // namespace

void add_theme(CLI::App* sub, plot::Theme& theme) {
  static const std::map<std::string, plot::Theme> themes{
      {"auto", plot::Theme::automatic}, {"light", plot::Theme::light}, {"dark", plot::Theme::dark}};
  sub->add_option("--theme", theme, "auto (as the reader's screen), light or dark; default: auto")
      ->type_name("THEME")
      ->transform(CLI::Transformer(themes, CLI::ignore_case));
}

void add_pictures(Commands& commands) {
  add_compare(commands);
  add_plot(commands);
}

}  // namespace slipstream::cli

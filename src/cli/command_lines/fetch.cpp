#include "cli/commands/fetch.hpp"
#include "cli/command_lines/commands.hpp"

namespace slipstream::cli {

void add_fetch(Commands& commands) {
  const auto options = std::make_shared<FetchOptions>();
  CLI::App* sub = commands.add("fetch", "get a session from the official archive into the library",
                               "fetch 2025 \"Mexico City\" Qualifying\n  slipstream fetch --list 2025");
  sub->add_option("year", options->year, "the season, from 2018")->required()->type_name("YEAR");
  sub->add_option(
         "words", options->words,
         "the event by name, place, country, circuit or number; then the session, e.g. FP1, Q, sprint, race")
      ->type_name("EVENT SESSION");
  sub->add_flag("--list", options->list, "show the season's calendar instead");
  commands.runs(sub, [options](const Context& context) { return fetch(context, *options); });
}

}  // namespace slipstream::cli

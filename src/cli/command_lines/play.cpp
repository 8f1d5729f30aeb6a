#include "cli/command_lines/commands.hpp"
#include "cli/commands/produce.hpp"
#include "cli/commands/up.hpp"

namespace slipstream::cli {
namespace {

void add_play_options(CLI::App* sub, PlayOptions& play) {
  sub->add_option(
         "session", play.session,
         "a path, a key of the library, or words like \"2025 Mexico Qualifying\" (fetched if absent)")
      ->type_name("SESSION");
  sub->add_option("--speed", play.speed, "times real time, 0.1 to 1000, or max")->capture_default_str();
  sub->add_option("--drivers", play.drivers, "whose telemetry, e.g. VER,NOR")->delimiter(',');
  sub->add_option("--from", play.from,
                  "a session time, \"lap 12\", start, or 0 for all (default: 30 s before the start)");
  sub->add_option("--duration", play.duration, "of session time, e.g. 10:00 or 600");
  sub->add_flag("--loop", play.loop, "at the end, again from the beginning");
  sub->add_option("--run", play.run, "name of the run, shared by several producers");
}

void add_up(Commands& commands) {
  const auto options = std::make_shared<UpOptions>();
  CLI::App* sub = commands.add("up", "replay a session, analyse it and serve it, all in one process",
                               "up 2025-10-25_Mexico_City_Grand_Prix_Qualifying --speed 10");
  add_play_options(sub, options->play);
  sub->add_flag("--paused", options->play.paused, "begin paused");
  sub->add_option("--listen", commands.common().listen, "where to serve (default 127.0.0.1:5001); repeatable")
      ->type_name("HOST:PORT");
  sub->add_flag("--insecure", commands.common().insecure, "listen beyond this machine without http.tokens");
  commands.runs(sub, [options](const Context& context) { return up(context, *options); });
}

void add_produce(Commands& commands) {
  const auto options = std::make_shared<ProduceOptions>();
  CLI::App* sub =
      commands.add("produce", "replay a session onto the log only", "produce 2025-10-25_mexico --speed max");
  add_play_options(sub, options->play);
  sub->add_flag("--analyse", options->analyse, "run the rules in this process too");
  commands.runs(sub, [options](const Context& context) { return produce(context, *options); });
}

}  // namespace

void add_play(Commands& commands) {
  add_up(commands);
  add_produce(commands);
}

}  // namespace slipstream::cli

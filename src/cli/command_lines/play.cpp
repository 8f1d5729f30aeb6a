#include "cli/command_lines/commands.hpp"
#include "cli/commands/process.hpp"
#include "cli/commands/produce.hpp"
#include "cli/commands/serve.hpp"
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

void add_listen_options(CLI::App* sub, CommonOptions& common) {
  sub->add_option("--listen", common.listen, "where to serve (default 127.0.0.1:5001); repeatable")
      ->type_name("HOST:PORT");
  sub->add_flag("--insecure", common.insecure, "listen beyond this machine without http.tokens");
}

void add_up(Commands& commands) {
  const auto options = std::make_shared<UpOptions>();
  CLI::App* sub = commands.add("up", "replay a session, analyse it and serve it, all in one process",
                               "up 2025-10-25_Mexico_City_Grand_Prix_Qualifying --speed 10");
  add_play_options(sub, options->play);
  sub->add_flag("--paused", options->play.paused, "begin paused");
  add_listen_options(sub, commands.common());
  commands.runs(sub, [options](const Context& context) { return up(context, *options); });
}

void add_produce(Commands& commands) {
  const auto options = std::make_shared<ProduceOptions>();
  CLI::App* sub =
      commands.add("produce", "replay a session onto the log only", "produce 2025-10-25_mexico --speed max");
  add_play_options(sub, options->play);
  sub->add_option("--part", options->play.part,
                  "of several producers of one --run: 2/4 is the second of four, with every fourth driver")
      ->type_name("K/N");
  sub->add_flag("--analyse", options->analyse, "run the rules in this process too");
  commands.runs(sub, [options](const Context& context) { return produce(context, *options); });
}

void add_process(Commands& commands) {
  const auto options = std::make_shared<ProcessOptions>();
  CLI::App* sub = commands.add("process", "analyse what is on the log: on Kafka any number share the work",
                               "process --engine kafka --bootstrap-servers localhost:9092");
  sub->add_flag("--once", options->once, "end when everything on the log is processed");
  commands.runs(sub, [options](const Context& context) { return process(context, *options); });
}

void add_serve(Commands& commands) {
  const auto options = std::make_shared<ServeOptions>();
  CLI::App* sub =
      commands.add("serve", "serve what is on the log: Grafana, the page, the API",
                   "serve --engine kafka --bootstrap-servers localhost:9092 --listen 127.0.0.1:5002");
  add_listen_options(sub, commands.common());
  sub->add_option("--share", options->share,
                  "share the partitions of telemetry with the others of this group")
      ->type_name("GROUP");
  commands.runs(sub, [options](const Context& context) { return serve(context, *options); });
}

}  // namespace

void add_play(Commands& commands) {
  add_up(commands);
  add_produce(commands);
  add_process(commands);
  add_serve(commands);
}

}  // namespace slipstream::cli

#include "cli/command_line.hpp"

#include <CLI/CLI.hpp>

#include "cli/commands/consume.hpp"
#include "cli/commands/doctor.hpp"
#include "cli/commands/produce.hpp"
#include "cli/commands/rules.hpp"
#include "cli/commands/sessions.hpp"
#include "cli/commands/simulate.hpp"
#include "cli/commands/topics.hpp"
#include "cli/commands/up.hpp"
#include "cli/version.hpp"

namespace slipstream::cli {
/// Parses into the options of one run; the chosen sub-command leaves its work in `command_`.
class CommandLine::Parser {
 public:
  Parser() {
    app_.set_version_flag("--version", std::string{kVersion});
    app_.require_subcommand(1);
    app_.fallthrough();
    app_.set_help_all_flag("--help-all", "help of every command");
    app_.add_option("--config", common_.configs, "a configuration file; a later one wins")->type_name("FILE");
    app_.add_option("--data", common_.data, "where sessions and the embedded log are kept")->type_name("DIR");
    app_.add_option("--log-level", common_.log_level, "trace, debug, info, warn, error or off");
    app_.add_option("--engine", common_.engine, "of the log: embedded or kafka");
    app_.add_option("--bootstrap-servers", common_.bootstrap_servers, "of Kafka")->type_name("HOST:PORT");
    app_.add_flag("--json", common_.json, "one JSON document on stdout");
    app_.add_flag("--quiet", common_.quiet, "no progress, no notes");
    add_up();
    add_produce();
    add_consume();
    add_simulate();
    add_topics();
    add_library();
    add_rules();
    add_doctor();
  }

  std::optional<int> parse(int argc, char** argv) {
    try {
      app_.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
      return app_.exit(error) == 0 ? kExitDone : kExitUnusable;
    }
    return std::nullopt;
  }

  [[nodiscard]] const CommonOptions& common() const { return common_; }
  [[nodiscard]] const Command& command() const { return command_; }

 private:
  CLI::App* add(CLI::App& parent, const std::string& name, const std::string& what,
                const std::string& example) {
    CLI::App* sub = parent.add_subcommand(name, what);
    if (!example.empty()) sub->footer("Example:\n  slipstream " + example);
    return sub;
  }

  /// `run(context)` becomes the command when `sub` is the one that was given.
  template <class Run>
  void runs(CLI::App* sub, Run run) {
    sub->callback(
        [this, run] { command_ = [run](const Context& context, const auto&) { return run(context); }; });
  }

  void add_play_options(CLI::App* sub, PlayOptions& play) {
    sub->add_option("session", play.session,
                    "a path, a key of the library, or words like \"2025 Mexico Qualifying\"")
        ->type_name("SESSION");
    sub->add_option("--speed", play.speed, "times real time, 0.1 to 1000, or max")->capture_default_str();
    sub->add_option("--drivers", play.drivers, "whose telemetry, e.g. VER,NOR")->delimiter(',');
    sub->add_option("--from", play.from,
                    "a session time, \"lap 12\", start, or 0 for all (default: 30 s before the start)");
    sub->add_option("--duration", play.duration, "of session time, e.g. 10:00 or 600");
    sub->add_flag("--loop", play.loop, "at the end, again from the beginning");
    sub->add_option("--run", play.run, "name of the run, shared by several producers");
  }

  void add_up() {
    CLI::App* sub = add(app_, "up", "replay a session, analyse it and serve it, all in one process",
                        "up 2025-10-25_Mexico_City_Grand_Prix_Qualifying --speed 10");
    add_play_options(sub, up_.play);
    sub->add_flag("--paused", up_.play.paused, "begin paused");
    sub->add_option("--listen", common_.listen, "where to serve (default 127.0.0.1:5001); repeatable")
        ->type_name("HOST:PORT");
    sub->add_flag("--insecure", common_.insecure, "listen beyond this machine without http.tokens");
    runs(sub, [this](const Context& context) { return up(context, up_); });
  }

  void add_produce() {
    CLI::App* sub =
        add(app_, "produce", "replay a session onto the log only", "produce 2025-10-25_mexico --speed max");
    add_play_options(sub, produce_.play);
    sub->add_flag("--analyse", produce_.analyse, "run the rules in this process too");
    runs(sub, [this](const Context& context) { return produce(context, produce_); });
  }

  void add_consume() {
    CLI::App* sub = add(app_, "consume", "read topics, run the anomaly rules, report rates",
                        "consume --drivers VER,NOR --timeout 5");
    sub->add_option("--group", consume_.group, "consumer group")->capture_default_str();
    sub->add_option("--topics", consume_.topics, "names as in `topics list`; default: f1-telemetry")
        ->delimiter(',');
    sub->add_option("--drivers", consume_.drivers, "only these")->delimiter(',');
    sub->add_option("--max-messages", consume_.max_messages, "end after so many");
    sub->add_option_function<double>(
           "--timeout",
           [this](double s) {
             consume_.timeout = std::chrono::milliseconds{static_cast<std::int64_t>(s * 1000)};
           },
           "end after so many seconds without a record (default 10)")
        ->type_name("SECONDS")
        ->check(CLI::PositiveNumber);
    runs(sub, [this](const Context& context) { return consume(context, consume_); });
  }

  void add_topics() {
    CLI::App* topics = add(app_, "topics", "the topics of the log", "topics tail f1-alerts --from start");
    topics->require_subcommand(1);
    CLI::App* create = add(*topics, "create", "make the program's topics, or one by name", "");
    create->add_option("topic", topics_create_.name);
    create->add_option("--partitions", topics_create_.partitions)->capture_default_str();
    create->add_flag("--compacted", topics_create_.compacted, "keep the last record of each key");
    runs(create, [this](const Context& context) { return topics_create(context, topics_create_); });
    runs(add(*topics, "list", "all topics", ""), topics_list);
    CLI::App* describe = add(*topics, "describe", "partitions, offsets and groups of one", "");
    describe->add_option("topic", topic_)->required();
    runs(describe, [this](const Context& context) { return topics_describe(context, topic_); });
    CLI::App* remove = add(*topics, "delete", "delete one with all its records", "");
    remove->add_option("topic", topic_)->required();
    runs(remove, [this](const Context& context) { return topics_delete(context, topic_); });
    CLI::App* tail =
        add(*topics, "tail", "print records as they come", "topics tail f1-telemetry --from -5 --no-follow");
    tail->add_option("topic", tail_.name, "as in `topics list`")->required();
    tail->add_option("--from", tail_.from, "start, end, an offset, or -N for the last N")
        ->capture_default_str();
    tail->add_option("--key", tail_.key, "only this key");
    tail->add_option("--max-messages", tail_.max_messages, "end after so many");
    tail->add_flag("--no-follow", tail_.no_follow, "end at what is there now");
    runs(tail, [this](const Context& context) { return topics_tail(context, tail_); });
  }

  void add_library() {
    CLI::App* import = add(app_, "import", "take sessions into the library",
                           "import 2025-10-25_Mexico_City_Grand_Prix_Qualifying");
    import->add_option("path", paths_, "archives or recordings")->required()->type_name("PATH");
    runs(import, [this](const Context& context) { return import_sessions(context, paths_); });
    runs(add(app_, "sessions", "the sessions of the library", "sessions"), list_sessions);
    CLI::App* describe =
        add(app_, "describe", "what a session holds", "describe 2025-10-25_mexico --record 1000");
    describe->add_option("session", describe_.session)->required()->type_name("SESSION");
    describe->add_option("--record", describe_.record, "print this telemetry record, counted from 0");
    runs(describe, [this](const Context& context) { return describe_session(context, describe_); });
    CLI::App* remove =
        add(app_, "remove", "remove a session from the library", "remove 2025-10-25_mexico-city_qualifying");
    remove->add_option("session", session_)->required()->type_name("SESSION");
    runs(remove, [this](const Context& context) { return remove_session(context, session_); });
  }

  void add_simulate() {
    CLI::App* sub =
        add(app_, "simulate", "a simulated Grand Prix as a session of the library, or as an archive",
            "simulate --laps 10 --seed 7 -o my-race");
    SimulationOptions& race = simulate_.race;
    sub->add_option("--cars", race.cars, "1 to 10000; beyond 20 in fields that do not meet")
        ->capture_default_str();
    sub->add_option("--laps", race.laps, "default: as many as 305 km take");
    sub->add_option("--length", race.distance_km, "of the race, instead of laps")
        ->type_name("KM")
        ->excludes("--laps");
    sub->add_option("--pace", race.pace, "grip and power, times the reference car's")->capture_default_str();
    sub->add_option("--seed", race.seed, "the same seed is the same race")->capture_default_str();
    sub->add_option("--circuit", race.circuit,
                    "lakeside, pocket, or a SESSION with positions to draw it from")
        ->capture_default_str();
    sub->add_option("--date", race.date,
                    "of the race, e.g. 2026-11-22 (default: one that goes with the seed)");
    sub->add_option("-o,--output", simulate_.output, "write the archive here instead of into the library")
        ->type_name("DIR");
    runs(sub, [this](const Context& context) { return simulate_race(context, simulate_); });
  }

  void add_rules() {
    CLI::App* rules = add(app_, "rules", "the rules that raise alerts",
                          "rules test 2025-10-25_mexico --rules my-rules.yaml");
    rules->require_subcommand(1);
    CLI::App* check = add(*rules, "check", "read a rule file and list its rules", "");
    check->add_option("file", rules_file_, "default: the built-in rules")->type_name("FILE");
    runs(check, [this](const Context& context) { return rules_check(context, rules_file_); });
    CLI::App* test = add(*rules, "test", "what rules would have fired on a session", "");
    test->add_option("session", rules_test_.session)->required()->type_name("SESSION");
    test->add_option("--rules", rules_test_.file, "default: the built-in rules")->type_name("FILE");
    runs(test, [this](const Context& context) { return rules_test(context, rules_test_); });
  }

  void add_doctor() {
    CLI::App* sub =
        add(app_, "doctor", "check configuration, ports, disk and brokers", "doctor --config config.yaml");
    sub->callback([this] { command_ = doctor; });
  }

  CLI::App app_{"Slipstream turns Formula 1 timing data into a live stream and serves it.", "slipstream"};
  CommonOptions common_;
  Command command_;
  UpOptions up_;
  ProduceOptions produce_;
  ConsumeOptions consume_;
  SimulateOptions simulate_;
  TopicsCreateOptions topics_create_;
  TopicsTailOptions tail_;
  DescribeOptions describe_;
  RulesTestOptions rules_test_;
  std::vector<std::filesystem::path> paths_;
  std::string topic_, session_, rules_file_;
};

CommandLine::CommandLine() : parser_(std::make_unique<Parser>()) {}
CommandLine::~CommandLine() = default;
std::optional<int> CommandLine::parse(int argc, char** argv) { return parser_->parse(argc, argv); }
const CommonOptions& CommandLine::common() const { return parser_->common(); }
const Command& CommandLine::command() const { return parser_->command(); }

}  // namespace slipstream::cli

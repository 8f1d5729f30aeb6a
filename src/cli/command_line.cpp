#include "cli/command_line.hpp"

#include <CLI/CLI.hpp>

#include "cli/command_lines/commands.hpp"
#include "cli/version.hpp"

namespace slipstream::cli {

class CommandLine::Parser {
 public:
  Parser() : commands_(app_, common_, command_) {
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
    // In the order of the help.
    add_play(commands_);
    add_consume(commands_);
    add_simulate(commands_);
    add_race(commands_);
    add_topics(commands_);
    add_library(commands_);
    add_tables(commands_);
    add_sql(commands_);
    add_fetch(commands_);
    add_pictures(commands_);
    add_rules(commands_);
    add_bench(commands_);
    add_doctor(commands_);
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
  CLI::App app_{"Slipstream turns Formula 1 timing data into a live stream and serves it.", "slipstream"};
  CommonOptions common_;
  Command command_;
  Commands commands_;
};

CommandLine::CommandLine() : parser_(std::make_unique<Parser>()) {}
CommandLine::~CommandLine() = default;
std::optional<int> CommandLine::parse(int argc, char** argv) { return parser_->parse(argc, argv); }
const CommonOptions& CommandLine::common() const { return parser_->common(); }
const Command& CommandLine::command() const { return parser_->command(); }

}  // namespace slipstream::cli

#pragma once

#include <memory>
#include <string>
#include <utility>

#include <CLI/CLI.hpp>

#include "cli/command_line.hpp"
#include "plot/ink.hpp"

/// Private to this room: the commands with their options, one function a family. A command's options live in
/// a shared object that its work holds on to.
namespace slipstream::cli {

/// Where the families put their commands.
class Commands {
 public:
  /// All three outlive it. `chosen` becomes the work of the command that is given.
  Commands(CLI::App& app, CommonOptions& common, Command& chosen)
      : app_(app), common_(common), chosen_(chosen) {}

  [[nodiscard]] CommonOptions& common() { return common_; }

  /// `example` follows `slipstream ` in the help; empty: none.
  CLI::App* add(const std::string& name, const std::string& what, const std::string& example) {
    return add_to(app_, name, what, example);
  }
  CLI::App* add_to(CLI::App& parent, const std::string& name, const std::string& what,
                   const std::string& example = {}) {
    CLI::App* sub = parent.add_subcommand(name, what);
    if (!example.empty()) sub->footer("Example:\n  slipstream " + example);
    return sub;
  }

  /// `run(context)`, or `run(context, warnings)`, is the work of `sub`.
  template <class Run>
  void runs(CLI::App* sub, Run run) {
    sub->callback([&chosen = chosen_, run = std::move(run)] {
      if constexpr (std::is_invocable_v<const Run&, const Context&, const Warnings&>) {
        chosen = run;
      } else {
        chosen = [run](const Context& context, const Warnings&) { return run(context); };
      }
    });
  }

 private:
  CLI::App& app_;
  CommonOptions& common_;
  Command& chosen_;
};

void add_play(Commands& commands);  ///< up, produce
void add_consume(Commands& commands);
void add_simulate(Commands& commands);
void add_race(Commands& commands);
void add_topics(Commands& commands);
void add_library(Commands& commands);  ///< import, sessions, describe, remove
void add_tables(Commands& commands);   ///< export, prepare
void add_sql(Commands& commands);
void add_fetch(Commands& commands);
void add_pictures(Commands& commands);  ///< compare, plot
void add_rules(Commands& commands);
void add_bench(Commands& commands);
void add_doctor(Commands& commands);

/// --theme, of what is drawn.
void add_theme(CLI::App* sub, plot::Theme& theme);

}  // namespace slipstream::cli

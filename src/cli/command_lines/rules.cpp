#include "cli/commands/rules.hpp"
#include "cli/command_lines/commands.hpp"

namespace slipstream::cli {

void add_rules(Commands& commands) {
  CLI::App* rules = commands.add("rules", "the rules that raise alerts",
                                 "rules test 2025-10-25_mexico --rules my-rules.yaml");
  rules->require_subcommand(1);

  const auto file = std::make_shared<std::string>();
  CLI::App* check = commands.add_to(*rules, "check", "read a rule file and list its rules");
  check->add_option("file", *file, "default: the built-in rules")->type_name("FILE");
  commands.runs(check, [file](const Context& context) { return rules_check(context, *file); });

  const auto options = std::make_shared<RulesTestOptions>();
  CLI::App* test = commands.add_to(*rules, "test", "what rules would have fired on a session");
  test->add_option("session", options->session)->required()->type_name("SESSION");
  test->add_option("--rules", options->file, "default: the built-in rules")->type_name("FILE");
  commands.runs(test, [options](const Context& context) { return rules_test(context, *options); });
}

}  // namespace slipstream::cli

#include "cli/commands/rules.hpp"

#include <nlohmann/json.hpp>

#include "analytics/rule_trial.hpp"
#include "cli/open_session.hpp"
#include "cli/rule_settings.hpp"
#include "cli/text_table.hpp"

namespace slipstream::cli {
namespace {

using nlohmann::json;

/// Feeds the trial the session's samples and messages in order of session time.
void play(const prepare::PreparedSession& session, analytics::RuleTrial& trial) {
  const auto messages = session.messages();
  std::size_t next = 0;
  for (std::size_t i = 0; i < session.record_count(); ++i) {
    const SessionTime now = session.record_time(i);
    while (next < messages.size() && messages[next].time <= now) trial.apply(messages[next++]);
    trial.apply(session.record(i));
  }
  while (next < messages.size()) trial.apply(messages[next++]);
}

}  // namespace

Result<> rules_check(const Context& context, const std::string& file) {
  auto rules = load_rule_set(context.settings, file.empty() ? context.settings.rules_file : file);
  if (!rules) return propagate(rules);
  json out = json::array();
  TextTable table({"rule", "severity", "shown", "enabled", "predicate", "parameters"});
  for (const analytics::Rule& rule : rules->rules) {
    std::string parameters;
    json values = json::object();
    for (std::size_t i = 0; i < rule.predicate->parameters.size(); ++i) {
      const std::string_view name = rule.predicate->parameters[i].name;
      parameters += fmt::format("{}{} {:g}", i == 0 ? "" : ", ", name, rule.parameters[i]);
      values[std::string{name}] = rule.parameters[i];
    }
    table.add({rule.name, std::string{to_string(rule.severity)}, rule.show ? "yes" : "no",
               rule.enabled ? "yes" : "no", std::string{rule.predicate->name}, parameters});
    out.push_back({{"rule", rule.name},
                   {"alert_type", rule.alert_type},
                   {"severity", to_string(rule.severity)},
                   {"show", rule.show},
                   {"enabled", rule.enabled},
                   {"predicate", rule.predicate->name},
                   {"parameters", values}});
  }
  fmt::print("{}", context.json ? out.dump(2) + "\n" : table.to_string());
  return {};
}

Result<> rules_test(const Context& context, const RulesTestOptions& options) {
  auto rules =
      load_rule_set(context.settings, options.file.empty() ? context.settings.rules_file : options.file);
  if (!rules) return propagate(rules);
  auto session = open_session(context, options.session);
  if (!session) return propagate(session);
  analytics::RuleTrial trial(std::make_shared<const analytics::RuleSet>(std::move(*rules)));
  play(**session, trial);

  std::uint64_t total = 0;
  json by_rule = json::object();
  TextTable table({"rule", "alerts", "seconds open"});
  for (const analytics::RuleCount& count : trial.finish()) {
    total += count.alerts;
    by_rule[count.rule] = count.alerts;
    table.add({count.rule, std::to_string(count.alerts), fmt::format("{:.1f}", count.open_seconds)});
  }
  if (context.json) {
    fmt::print("{}\n", json{{"session", (*session)->info().key},
                            {"records", (*session)->record_count()},
                            {"alerts", total},
                            {"rules", by_rule}}
                           .dump(2));
  } else {
    fmt::print("{}\n{} alerts on {} records of {}\n", table.to_string(), total, (*session)->record_count(),
               (*session)->info().key);
  }
  return {};
}

}  // namespace slipstream::cli

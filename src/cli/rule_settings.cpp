#include "cli/rule_settings.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>

namespace slipstream::cli {
namespace {

/// Rules that the pipeline's `gear_anomalies.enabled` turns on and off together.
constexpr std::string_view kGearRules[] = {"lugging", "over_rev", "gear_speed_mismatch", "rapid_shifts"};

/// "speed above, threshold 300, clear_threshold 295": the predicate and its parameters, for people.
std::string describe(const analytics::Rule& rule) {
  std::string text{rule.predicate->name};
  std::ranges::replace(text, '_', ' ');
  for (std::size_t i = 0; i < rule.predicate->parameters.size(); ++i) {
    text += fmt::format(", {} {:g}", rule.predicate->parameters[i].name, rule.parameters[i]);
  }
  return text;
}

}  // namespace

std::vector<api::RuleInfo> rule_infos(const analytics::RuleSet& rules) {
  std::vector<api::RuleInfo> infos;
  infos.reserve(rules.rules.size());
  for (const analytics::Rule& rule : rules.rules)
    infos.push_back({rule.name, rule.alert_type, describe(rule), rule.severity, rule.show, rule.enabled});
  return infos;
}

void apply_settings(const Settings::Telemetry& telemetry, analytics::RuleSet& rules) {
  const Settings::Telemetry defaults;
  analytics::DerivedOptions& derived = rules.derived;
  // A rule file decides what the configuration leaves at its default.
  if (telemetry.calibrate != defaults.calibrate) derived.calibrate = telemetry.calibrate;
  if (telemetry.wheel_radius_m != defaults.wheel_radius_m) derived.wheel_radius_m = telemetry.wheel_radius_m;
  if (telemetry.gear_ratios != defaults.gear_ratios) {
    for (const auto& [gear, ratio] : telemetry.gear_ratios)
      derived.gear_ratios.at(static_cast<std::size_t>(gear)) = ratio;
  }
  if (telemetry.wheel_spin_threshold != defaults.wheel_spin_threshold) {
    derived.wheel_spin_factor = telemetry.wheel_spin_threshold;
    if (analytics::Rule* rule = rules.find("wheel_spin")) {
      // The rule's threshold is the excess in per cent.
      static_cast<void>(rule->set("threshold", (telemetry.wheel_spin_threshold - 1) * 100));
    }
  }
  if (!telemetry.wheel_spin) {
    if (analytics::Rule* rule = rules.find("wheel_spin")) rule->enabled = false;
  }
  for (const std::string_view name : kGearRules) {
    if (analytics::Rule* rule = rules.find(name); rule != nullptr && !telemetry.gear_anomalies)
      rule->enabled = false;
  }
  if (analytics::Rule* rule = rules.find("rapid_shifts")) {
    if (telemetry.rapid_shift_changes != defaults.rapid_shift_changes) {
      static_cast<void>(rule->set("threshold", telemetry.rapid_shift_changes));
    }
    if (telemetry.rapid_shift_window_s != defaults.rapid_shift_window_s) {
      static_cast<void>(rule->set("window_s", telemetry.rapid_shift_window_s));
    }
  }
}

Result<analytics::RuleSet> load_rule_set(const Settings& settings, const std::string& file) {
  std::string text{analytics::default_rules_yaml()};
  if (!file.empty()) {
    std::ifstream in(file);
    if (!in) return fail_at(file, ErrorCode::not_found, "the rules cannot be read");
    std::ostringstream all;
    all << in.rdbuf();
    text = all.str();
  }
  auto rules = analytics::load_rules(text, file.empty() ? "built-in rules" : file);
  if (!rules) return propagate(rules);
  apply_settings(settings.telemetry, *rules);
  return rules;
}

}  // namespace slipstream::cli

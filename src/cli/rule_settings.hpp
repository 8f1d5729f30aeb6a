#pragma once

#include <string>
#include <vector>

#include "analytics/rule.hpp"
#include "api/context.hpp"
#include "base/result.hpp"
#include "cli/settings.hpp"

namespace slipstream::cli {

/// The rules of `file` (empty: the built-in ones) with what the configuration says of wheel spin and gears.
/// Errors: not_found, permission, invalid_input with the line.
Result<analytics::RuleSet> load_rule_set(const Settings& settings, const std::string& file);

/// What the API tells of rules.
[[nodiscard]] std::vector<api::RuleInfo> rule_infos(const analytics::RuleSet& rules);

/// Carries the `telemetry` section of a configuration out on `rules`.
void apply_settings(const Settings::Telemetry& telemetry, analytics::RuleSet& rules);

}  // namespace slipstream::cli

#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "analytics/derived_channels.hpp"
#include "analytics/predicate.hpp"
#include "base/result.hpp"
#include "domain/alert.hpp"

namespace slipstream::analytics {

/// One rule of CONTRACTS §6.
struct Rule {
  std::string name;        ///< `rule` of its alerts; unique
  std::string alert_type;  ///< several rules may share one
  domain::Severity severity = domain::Severity::medium;
  bool show = true;  ///< by default on the page, in annotations and notifications
  bool enabled = true;
  const Predicate* predicate = nullptr;
  Parameters parameters{};
  Milliseconds min_duration{0};  ///< the condition must hold so long before an alert opens
  Milliseconds clear_after{0};   ///< and be untrue so long before it closes

  /// A parameter by its name in rules.yaml. Errors: not_found, invalid_argument (out of its range).
  Result<> set(std::string_view parameter, double value);
  /// The predicate's defaults.
  void use_fallbacks();
  /// Without hysteresis: what opens it also closes it.
  void clear_at_threshold();
};

/// Whether alerts open and close, or each matching sample is a message of its own.
enum class AlertMode : std::uint8_t { open_close, per_sample };

/// All that rules.yaml says.
struct RuleSet {
  std::vector<Rule> rules;
  AlertMode mode = AlertMode::open_close;
  DerivedOptions derived;

  /// nullptr if there is none of this name.
  [[nodiscard]] const Rule* find(std::string_view name) const;
  [[nodiscard]] Rule* find(std::string_view name);
};
using RuleSetPtr = std::shared_ptr<const RuleSet>;

/// Reads a rule document; `name` stands in places. Errors: invalid_input with the line: not YAML, an unknown
/// key, predicate or severity, a number out of its range, a rule named twice.
Result<RuleSet> load_rules(std::string_view yaml, std::string_view name = "rules.yaml");

/// The document the program brings along, and what it says.
[[nodiscard]] std::string_view default_rules_yaml();
[[nodiscard]] RuleSet default_rules();

}  // namespace slipstream::analytics

#include "analytics/rule.hpp"

#include <algorithm>
#include <cstdlib>

#include <fmt/ranges.h>

namespace slipstream::analytics {
namespace {

constexpr std::string_view kThreshold = "threshold";
constexpr std::string_view kClearThreshold = "clear_threshold";

template <class Rules>
auto* find_rule(Rules& rules, std::string_view name) {
  const auto found =
      std::find_if(rules.begin(), rules.end(), [&](const Rule& rule) { return rule.name == name; });
  return found == rules.end() ? nullptr : &*found;
}

}  // namespace

Result<> Rule::set(std::string_view parameter, double value) {
  const auto specs = predicate->parameters;
  for (std::size_t i = 0; i < specs.size(); ++i) {
    if (specs[i].name != parameter) continue;
    if (value < specs[i].least || value > specs[i].most) {
      return fail(ErrorCode::invalid_argument, "'{}' must be from {} to {}", parameter, specs[i].least,
                  specs[i].most);
    }
    parameters[i] = value;
    return {};
  }
  std::vector<std::string_view> known;
  for (const ParameterSpec& spec : specs) known.push_back(spec.name);
  return fail(ErrorCode::not_found, "unknown key '{}' (parameters of {}: {})", parameter, predicate->name,
              known.empty() ? "none" : fmt::format("{}", fmt::join(known, ", ")));
}

void Rule::use_fallbacks() {
  const auto specs = predicate->parameters;
  for (std::size_t i = 0; i < specs.size(); ++i) parameters[i] = specs[i].fallback;
}

void Rule::clear_at_threshold() {
  const auto specs = predicate->parameters;
  if (specs.size() < 2 || specs[0].name != kThreshold || specs[1].name != kClearThreshold) return;
  parameters[1] = parameters[0];
}

const Rule* RuleSet::find(std::string_view name) const { return find_rule(rules, name); }
Rule* RuleSet::find(std::string_view name) { return find_rule(rules, name); }

RuleSet default_rules() {
  auto rules = load_rules(default_rules_yaml(), "default_rules.yaml");
  if (!rules) std::abort();  // a bug: the document is ours, and a test reads it
  return std::move(*rules);
}

}  // namespace slipstream::analytics

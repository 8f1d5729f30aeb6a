#include <cmath>
#include <initializer_list>

#include <yaml-cpp/yaml.h>

#include "analytics/rule.hpp"

namespace slipstream::analytics {
namespace {

constexpr double kMaxSeconds = 3600;

/// Reads one document; knows its name for error messages.
class RuleReader {
 public:
  explicit RuleReader(std::string_view name) : name_(name) {}

  Result<RuleSet> read(const YAML::Node& root) {
    if (!root.IsMap()) return wrong(root, "expected a map with the key 'rules'");
    RuleSet set;
    for (const auto& [key, value] : root_items(root)) {
      Result<> done;
      if (key == "mode") {
        done = read_mode(value, set.mode);
      } else if (key == "derived") {
        done = read_derived(value, set.derived);
      } else if (key == "rules") {
        done = read_rules(value, set.rules);
      } else {
        done = wrong(value, "unknown key '{}' (known: mode, derived, rules)", key);
      }
      if (!done) return propagate(done);
    }
    return set;
  }

 private:
  using Items = std::vector<std::pair<std::string, YAML::Node>>;

  static Items root_items(const YAML::Node& map) {
    Items items;
    for (const auto& entry : map) items.emplace_back(entry.first.as<std::string>(), entry.second);
    return items;
  }

  template <class... Args>
  std::unexpected<Error> wrong(const YAML::Node& node, fmt::format_string<Args...> format, Args&&... args) {
    return fail_at(fmt::format("{}:{}", name_, node.Mark().line + 1), ErrorCode::invalid_input, format,
                   std::forward<Args>(args)...);
  }

  Result<double> number(const YAML::Node& node, std::string_view key, double least, double most) {
    double value = 0;
    if (!node.IsScalar() || !YAML::convert<double>::decode(node, value) || !std::isfinite(value)) {
      return wrong(node, "'{}' must be a number", key);
    }
    if (value < least || value > most) return wrong(node, "'{}' must be from {} to {}", key, least, most);
    return value;
  }

  Result<bool> truth(const YAML::Node& node, std::string_view key) {
    bool value = false;
    if (!node.IsScalar() || !YAML::convert<bool>::decode(node, value)) {
      return wrong(node, "'{}' must be true or false", key);
    }
    return value;
  }

  Result<> read_mode(const YAML::Node& node, AlertMode& mode) {
    const auto text = node.IsScalar() ? node.Scalar() : std::string{};
    if (text != "open_close" && text != "per_sample") {
      return wrong(node, "'mode' must be open_close or per_sample");
    }
    mode = text == "per_sample" ? AlertMode::per_sample : AlertMode::open_close;
    return {};
  }

  Result<> read_ratios(const YAML::Node& node, DerivedOptions& derived) {
    if (!node.IsMap()) return wrong(node, "'gear_ratios' must be a map from gear to ratio");
    for (const auto& [key, value] : root_items(node)) {
      if (key.size() != 1 || key[0] < '1' || key[0] > '8')
        return wrong(value, "'{}' is no gear (1 to 8)", key);
      const auto ratio = number(value, "gear_ratios." + key, 0.1, 100);
      if (!ratio) return std::unexpected(ratio.error());
      derived.gear_ratios[static_cast<std::size_t>(key[0] - '0')] = *ratio;
    }
    return {};
  }

  Result<> read_derived(const YAML::Node& node, DerivedOptions& derived) {
    if (!node.IsMap()) return wrong(node, "'derived' must be a map");
    for (const auto& [key, value] : root_items(node)) {
      if (key == "calibrate") {
        const auto calibrate = truth(value, key);
        if (!calibrate) return std::unexpected(calibrate.error());
        derived.calibrate = *calibrate;
      } else if (key == "gear_ratios") {
        auto done = read_ratios(value, derived);
        if (!done) return done;
      } else if (key == "wheel_radius_m" || key == "wheel_spin_factor") {
        const bool radius = key == "wheel_radius_m";
        const auto found = radius ? number(value, key, 0.1, 1) : number(value, key, 1, 10);
        if (!found) return std::unexpected(found.error());
        (radius ? derived.wheel_radius_m : derived.wheel_spin_factor) = *found;
      } else {
        return wrong(value, "unknown key '{}' of 'derived'", key);
      }
    }
    return {};
  }

  Result<> read_rules(const YAML::Node& node, std::vector<Rule>& rules) {
    if (!node.IsSequence()) return wrong(node, "'rules' must be a list");
    for (const YAML::Node& item : node) {
      auto rule = read_rule(item);
      if (!rule) return propagate(rule);
      for (const Rule& earlier : rules) {
        if (earlier.name == rule->name) return wrong(item, "rule '{}' is there twice", rule->name);
      }
      rules.push_back(std::move(*rule));
    }
    return {};
  }

  Result<Rule> read_rule(const YAML::Node& node) {
    if (!node.IsMap()) return wrong(node, "a rule must be a map");
    Rule rule;
    for (const std::string_view needed : {"rule", "severity", "predicate"}) {
      const YAML::Node value = node[std::string{needed}];
      if (!value || !value.IsScalar()) return wrong(node, "a rule needs the key '{}'", needed);
    }
    rule.name = rule.alert_type = node["rule"].Scalar();
    rule.predicate = find_predicate(node["predicate"].Scalar());
    if (rule.predicate == nullptr) {
      return wrong(node["predicate"], "unknown predicate '{}'", node["predicate"].Scalar());
    }
    rule.use_fallbacks();
    bool clears = false;
    for (const auto& [key, value] : root_items(node)) {
      auto done = read_key(rule, key, value);
      if (!done) return propagate(done);
      clears |= key == "clear_threshold";
    }
    if (!clears) rule.clear_at_threshold();
    return rule;
  }

  Result<> read_key(Rule& rule, const std::string& key, const YAML::Node& value) {
    if (key == "rule" || key == "predicate") return {};
    if (key == "alert_type") {
      if (!value.IsScalar()) return wrong(value, "'alert_type' must be a text");
      rule.alert_type = value.Scalar();
      return {};
    }
    if (key == "severity") {
      const auto severity = domain::severity_from(value.Scalar());
      if (!severity) return wrong(value, "'severity' must be high, medium or low");
      rule.severity = *severity;
      return {};
    }
    if (key == "show" || key == "enabled") {
      const auto flag = truth(value, key);
      if (!flag) return std::unexpected(flag.error());
      (key == "show" ? rule.show : rule.enabled) = *flag;
      return {};
    }
    if (key == "min_duration_s" || key == "clear_after_s") {
      const auto seconds = number(value, key, 0, kMaxSeconds);
      if (!seconds) return std::unexpected(seconds.error());
      const Milliseconds duration{std::llround(*seconds * 1000)};
      (key == "min_duration_s" ? rule.min_duration : rule.clear_after) = duration;
      return {};
    }
    const auto parameter = number(value, key, -1e12, 1e12);
    if (!parameter) return std::unexpected(parameter.error());
    const auto set = rule.set(key, *parameter);
    if (!set) return wrong(value, "{}", set.error().message);
    return {};
  }

  std::string name_;
};

}  // namespace

Result<RuleSet> load_rules(std::string_view yaml, std::string_view name) {
  try {
    return RuleReader(name).read(YAML::Load(std::string{yaml}));
  } catch (const YAML::Exception& error) {
    return fail_at(fmt::format("{}:{}", name, error.mark.line + 1), ErrorCode::invalid_input, "not YAML: {}",
                   error.msg);
  }
}

}  // namespace slipstream::analytics

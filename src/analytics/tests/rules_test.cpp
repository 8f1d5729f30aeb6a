#include <fstream>

#include <gtest/gtest.h>

#include "analytics/rule_file.hpp"
#include "analytics/rule_trial.hpp"
#include "support/temp_dir.hpp"

namespace slipstream::analytics {
namespace {

using namespace std::chrono_literals;

TEST(Rules, TheDefaultsAreThoseOfTheContract) {
  struct Expected {
    const char *rule, *alert_type;
    domain::Severity severity;
    bool show;
  };
  using enum domain::Severity;
  const std::vector<Expected> expected{
      {"high_speed", "high_speed", high, true},
      {"drs_activated", "drs_activated", medium, false},
      {"drs_deactivated", "drs_deactivated", low, false},
      {"brake_temperature", "brake_temperature", medium, true},
      {"brake_temperature_high", "brake_temperature", high, true},
      {"high_speed_braking", "high_speed_braking", medium, false},
      {"wheel_spin", "wheel_spin", high, true},
      {"throttle_brake_overlap", "throttle_brake_overlap", low, false},
      {"lugging", "lugging", low, false},
      {"over_rev", "over_rev", medium, true},
      {"gear_speed_mismatch", "gear_speed_mismatch", low, false},
      {"rapid_shifts", "rapid_shifts", low, false},
      {"stale_data", "stale_data", medium, true},
  };
  const RuleSet set = default_rules();
  ASSERT_EQ(set.rules.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ(set.rules[i].name, expected[i].rule);
    EXPECT_EQ(set.rules[i].alert_type, expected[i].alert_type) << expected[i].rule;
    EXPECT_EQ(set.rules[i].severity, expected[i].severity) << expected[i].rule;
    EXPECT_EQ(set.rules[i].show, expected[i].show) << expected[i].rule;
    EXPECT_TRUE(set.rules[i].enabled);
  }
  EXPECT_EQ(set.mode, AlertMode::open_close);
  EXPECT_EQ(set.derived, DerivedOptions{});
}

TEST(Rules, MistakesAreNamedWithTheirLine) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"r.yaml:1: expected a map with the key 'rules'", "[]"},
      {"r.yaml:2: not YAML", "rules:\n  - {"},
      {"r.yaml:2: unknown key 'rule' (known: mode, derived, rules)", "rules: []\nrule: 3"},
      {"r.yaml:1: 'rules' must be a list", "rules: 3"},
      {"r.yaml:1: 'mode' must be open_close or per_sample", "mode: both"},
      {"r.yaml:2: a rule needs the key 'severity'", "rules:\n  - {rule: a, predicate: speed_above}"},
      {"r.yaml:2: unknown predicate 'warp'", "rules:\n  - {rule: a, severity: low, predicate: warp}"},
      {"r.yaml:2: 'severity' must be high, medium or low",
       "rules:\n  - {rule: a, severity: dire, predicate: speed_above}"},
      {"r.yaml:5: unknown key 'treshold' (parameters of speed_above: threshold, clear_threshold)",
       "rules:\n  - rule: a\n    severity: low\n    predicate: speed_above\n    treshold: 3"},
      {"r.yaml:2: 'threshold' must be a number",
       "rules:\n  - {rule: a, severity: low, predicate: speed_above, threshold: fast}"},
      {"r.yaml:2: 'threshold' must be from 0 to 1000",
       "rules:\n  - {rule: a, severity: low, predicate: speed_above, threshold: 1e9}"},
      {"r.yaml:2: 'show' must be true or false",
       "rules:\n  - {rule: a, severity: low, predicate: speed_above, show: 7}"},
      {"r.yaml:2: 'min_duration_s' must be from 0 to 3600",
       "rules:\n  - {rule: a, severity: low, predicate: speed_above, min_duration_s: -1}"},
      {"r.yaml:3: rule 'a' is there twice",
       "rules:\n  - {rule: a, severity: low, predicate: silence}\n  - {rule: a, severity: low, predicate: "
       "silence}"},
      {"r.yaml:1: '9' is no gear (1 to 8)", "derived: {gear_ratios: {9: 1}}"},
      {"r.yaml:1: unknown key 'radius' of 'derived'", "derived: {radius: 1}"},
  };
  for (const auto& [expected, yaml] : cases) {
    const auto rules = load_rules(yaml, "r.yaml");
    ASSERT_FALSE(rules) << yaml;
    EXPECT_EQ(rules.error().code, ErrorCode::invalid_input);
    EXPECT_TRUE(rules.error().to_string().starts_with(expected)) << rules.error().to_string();
  }
}

TEST(Rules, WithoutAClearThresholdThereIsNoHysteresis) {
  const auto set = load_rules("rules: [{rule: a, severity: low, predicate: speed_above, threshold: 100}]");
  ASSERT_TRUE(set);
  EXPECT_EQ(set->rules[0].parameters[0], 100);
  EXPECT_EQ(set->rules[0].parameters[1], 100);
}

class RuleFiles : public ::testing::Test {
 protected:
  void write(const std::string& text) {
    std::ofstream(path_) << text;
    std::filesystem::last_write_time(path_,
                                     std::filesystem::file_time_type{} + std::chrono::hours(++writes_));
  }
  slipstream::testing::TempDir dir_;
  std::filesystem::path path_ = dir_ / "rules.yaml";
  int writes_ = 0;
};

TEST_F(RuleFiles, AreReadAgainWhenTheyChange) {
  write("rules: [{rule: a, severity: low, predicate: silence}]");
  auto file = RuleFile::open(path_);
  ASSERT_TRUE(file) << file.error().to_string();
  EXPECT_EQ(file->refresh().value(), nullptr);
  write("rules: [{rule: b, severity: low, predicate: silence}]");
  const auto changed = file->refresh();
  ASSERT_TRUE(changed);
  EXPECT_EQ((*changed)->rules[0].name, "b");
  EXPECT_EQ(file->rules(), *changed);
  EXPECT_EQ(file->refresh().value(), nullptr);
}

TEST_F(RuleFiles, ThatBecomeBadLeaveTheOldRulesAndAreReportedOnce) {
  write("rules: [{rule: a, severity: low, predicate: silence}]");
  auto file = RuleFile::open(path_);
  ASSERT_TRUE(file);
  write("rules: [{rule: a}]");
  const auto bad = file->refresh();
  ASSERT_FALSE(bad);
  EXPECT_NE(bad.error().to_string().find("rules.yaml:1"), std::string::npos);
  EXPECT_EQ(file->rules()->rules[0].name, "a");
  EXPECT_EQ(file->refresh().value(), nullptr);
  std::filesystem::remove(path_);
  EXPECT_EQ(file->refresh().error().code, ErrorCode::not_found);
  EXPECT_EQ(file->refresh().value(), nullptr);
}

TEST_F(RuleFiles, ThatAreNotThereAreNotFound) {
  EXPECT_EQ(RuleFile::open(path_).error().code, ErrorCode::not_found);
}

domain::TelemetrySample at_speed(std::int64_t ms, double speed) {
  domain::TelemetrySample sample;
  sample.driver = "VER";
  sample.time = SessionTime{Milliseconds{ms}};
  sample.speed_kmh = speed;
  return sample;
}

RuleSetPtr rules_from(std::string_view yaml) {
  return std::make_shared<const RuleSet>(load_rules(yaml).value());
}

TEST(HotReload, KeepsOpenAlertsOfRulesThatStayAndClosesOthers) {
  AnalyticsEngine engine(rules_from(R"(rules:
    - {rule: gone, severity: low, predicate: speed_above, threshold: 100}
    - {rule: stays, severity: low, predicate: speed_above, threshold: 100})"));
  AnalyticsEngine::Alerts alerts;
  codec::TelemetryRecord record;
  record.sample = at_speed(1000, 200);
  engine.apply(record, alerts);
  ASSERT_EQ(alerts.size(), 2U);
  const std::string stays_id = alerts[1].alert.alert_id;
  alerts.clear();
  engine.set_rules(rules_from(R"(rules:
    - {rule: new, severity: low, predicate: speed_above, threshold: 250}
    - {rule: stays, severity: low, predicate: speed_above, threshold: 150})"),
                   alerts);
  ASSERT_EQ(alerts.size(), 1U);
  EXPECT_EQ(alerts[0].alert.rule, "gone");
  EXPECT_EQ(alerts[0].alert.state, domain::AlertState::closed);
  alerts.clear();
  record.sample = at_speed(2000, 140);
  engine.apply(record, alerts);
  ASSERT_EQ(alerts.size(), 1U);
  EXPECT_EQ(alerts[0].alert.alert_id, stays_id);
  EXPECT_EQ(alerts[0].alert.state, domain::AlertState::closed);
}

TEST(RuleTrials, CountOpeningsAndTheirTime) {
  RuleTrial trial(rules_from(R"(rules:
    - {rule: fast, severity: low, predicate: speed_above, threshold: 100}
    - {rule: never, severity: low, predicate: speed_above, threshold: 999})"));
  for (const auto& [ms, speed] : {std::pair{0, 120}, {1000, 80}, {2000, 120}, {3000, 130}, {4500, 110}}) {
    trial.apply(at_speed(ms, speed));
  }
  const auto counts = trial.finish();
  ASSERT_EQ(counts.size(), 2U);
  EXPECT_EQ(counts[0].rule, "fast");
  EXPECT_EQ(counts[0].alerts, 2U);
  EXPECT_DOUBLE_EQ(counts[0].open_seconds, 1.0 + 2.5);
  EXPECT_EQ(counts[1].alerts, 0U);
}

TEST(EngineState, DamagedBytesAreRefused) {
  const auto rules = std::make_shared<const RuleSet>(default_rules());
  AnalyticsEngine engine(rules);
  AnalyticsEngine::Alerts alerts;
  codec::TelemetryRecord record;
  for (int i = 0; i < 20; ++i) {
    record.sample = at_speed(i * 1000, 290 + 10 * (i % 3));
    record.sample.gear = static_cast<std::int8_t>(1 + i % 8);
    engine.apply(record, alerts);
  }
  const std::string state = engine.save_state();
  for (std::size_t size = 0; size < state.size(); ++size) {
    AnalyticsEngine other(rules);
    EXPECT_FALSE(other.load_state(std::string_view{state}.substr(0, size))) << size;
    EXPECT_EQ(other.runs(), 0U);
  }
  for (std::size_t at = 0; at < state.size(); ++at) {
    for (const char flip : {'\x01', '\x80', '\x7f'}) {
      std::string damaged = state;
      damaged[at] = static_cast<char>(damaged[at] ^ flip);
      AnalyticsEngine other(rules);
      static_cast<void>(other.load_state(damaged));  // must not crash; what it holds must still be usable
      other.apply(record, alerts);
    }
  }
  AnalyticsEngine other(rules);
  EXPECT_EQ(other.load_state("\x06").error().code, ErrorCode::unsupported);
}

TEST(AnalyticsEngine, IsBoundedInRuns) {
  AnalyticsEngine engine(std::make_shared<const RuleSet>(default_rules()));
  AnalyticsEngine::Alerts alerts;
  for (int run = 0; run < 100; ++run) {
    const std::string id = std::to_string(run);
    codec::TelemetryRecord record;
    record.stamp.run_id = id;
    record.stamp.session_key = id;
    record.sample = at_speed(1000, 310);
    engine.apply(record, alerts);
  }
  EXPECT_EQ(engine.runs(), AnalyticsEngine::kMaxRuns);
  // Each opened one; those that were dropped closed it.
  EXPECT_EQ(alerts.size(), 100U + 100U - AnalyticsEngine::kMaxRuns);
}

}  // namespace
}  // namespace slipstream::analytics

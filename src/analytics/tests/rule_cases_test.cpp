#include <cmath>
#include <filesystem>
#include <set>

#include <gtest/gtest.h>
#include <yaml-cpp/yaml.h>

#include "analytics/analytics_engine.hpp"

/// Every file of data/cases is a stream of records and the alerts that must come of it.
namespace slipstream::analytics {
namespace {

SessionTime at(const YAML::Node& seconds) { return base::session_time_from_seconds(seconds.as<double>()); }

WallTime wall_of(const YAML::Node& record, double fallback) {
  const double seconds = record["wall"] ? record["wall"].as<double>() : fallback;
  return WallTime{std::chrono::microseconds{static_cast<std::int64_t>(seconds * 1e6)}};
}

std::optional<double> number(const YAML::Node& node) {
  return node ? std::optional{node.as<double>()} : std::nullopt;
}

domain::TelemetrySample sample_of(const YAML::Node& record) {
  domain::TelemetrySample sample;
  sample.driver = std::string_view{record["driver"] ? record["driver"].as<std::string>() : "VER"};
  sample.time = at(record["t"]);
  sample.speed_kmh = number(record["speed"]);
  sample.rpm = number(record["rpm"]);
  sample.throttle_pct = number(record["throttle"]);
  sample.brake_pct = number(record["brake"]);
  if (record["gear"]) sample.gear = static_cast<std::int8_t>(record["gear"].as<int>());
  if (record["drs"]) sample.drs_open = record["drs"].as<int>() == 1;
  if (record["lap"]) sample.lap_number = record["lap"].as<int>();
  if (record["brake_temps"]) {
    const auto temperatures = record["brake_temps"].as<std::vector<double>>();
    for (std::size_t i = 0; i < temperatures.size(); ++i) sample.brake_temp_c[i] = temperatures[i];
  }
  return sample;
}

codec::SessionRecord session_record_of(const YAML::Node& record) {
  codec::SessionRecord session;
  session.run_id = record["run"] ? record["run"].as<std::string>() : "A";
  session.session_key = "s";
  session.produced_at = wall_of(record, 0);
  if (record["heartbeat"]) {
    session.message.body =
        domain::Heartbeat{at(record["heartbeat"]), record["paused"] && record["paused"].as<bool>()};
  } else if (record["replay"]) {
    domain::ReplayStatus status;
    status.state = domain::replay_state_from(record["replay"].as<std::string>()).value();
    if (record["part"]) status.part = domain::parse_part(record["part"].as<std::string>()).value();
    session.message.body = status;
  } else {
    domain::TimingUpdate timing;
    timing.in_pit = record["in_pit"].as<bool>();
    session.message.car = domain::Car{std::string_view{record["timing"].as<std::string>()}, 1};
    session.message.body = timing;
  }
  return session;
}

void apply(AnalyticsEngine& engine, const YAML::Node& record, AnalyticsEngine::Alerts& out) {
  if (record.IsScalar()) return engine.caught_up(out);
  if (!record["t"]) return engine.apply(session_record_of(record), out);
  const std::string run = record["run"] ? record["run"].as<std::string>() : "A";
  domain::Stamp stamp;
  stamp.session_key = "s";
  stamp.run_id = run;
  if (record["seq"]) stamp.seq = record["seq"].as<std::uint64_t>();
  stamp.produced_at = wall_of(record, record["t"].as<double>());
  engine.apply(codec::TelemetryRecord{stamp, sample_of(record)}, out);
}

std::string text_of(const domain::Alert& alert) {
  constexpr std::array kStates{"opened", "closed", "sample"};
  std::string text =
      fmt::format("{} {} {} at {} since {}", kStates[static_cast<std::size_t>(alert.state)], alert.rule,
                  alert.driver.view(), base::seconds(alert.session_time), base::seconds(alert.started_at));
  if (alert.ended_at) text += fmt::format(" until {}", base::seconds(*alert.ended_at));
  if (alert.value) text += fmt::format(" value {}", std::round(*alert.value * 10) / 10);
  if (alert.threshold) text += fmt::format(" of {}", *alert.threshold);
  return text;
}

struct Case {
  std::string name;
  YAML::Node document;
};

void PrintTo(const Case& one, std::ostream* out) { *out << one.name; }

std::vector<Case> cases() {
  std::vector<Case> all;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::string{SLIPSTREAM_TEST_DATA} + "/cases")) {
    all.push_back({entry.path().stem().string(), YAML::LoadFile(entry.path().string())});
  }
  return all;
}

RuleSetPtr rules_of(const YAML::Node& document) {
  if (!document["rules"]) return std::make_shared<const RuleSet>(default_rules());
  auto rules = load_rules(document["rules"].as<std::string>());
  EXPECT_TRUE(rules) << rules.error().to_string();
  return std::make_shared<const RuleSet>(rules.value());
}

std::vector<std::string> texts_of(const AnalyticsEngine::Alerts& alerts, const YAML::Node& document) {
  std::set<std::string> wanted;
  if (document["only"]) {
    for (const auto& rule : document["only"]) wanted.insert(rule.as<std::string>());
  }
  std::vector<std::string> texts;
  for (const auto& message : alerts) {
    if (wanted.empty() || wanted.contains(message.alert.rule)) texts.push_back(text_of(message.alert));
  }
  return texts;
}

class RuleCases : public ::testing::TestWithParam<Case> {};

TEST_P(RuleCases, GiveTheExpectedAlerts) {
  const YAML::Node& document = GetParam().document;
  AnalyticsEngine engine(rules_of(document));
  AnalyticsEngine::Alerts alerts;
  for (const auto& record : document["records"]) apply(engine, record, alerts);
  EXPECT_EQ(texts_of(alerts, document), document["alerts"].as<std::vector<std::string>>());
}

TEST_P(RuleCases, GiveTheSameAlertsWithARestartBeforeEveryRecord) {
  const YAML::Node& document = GetParam().document;
  const RuleSetPtr rules = rules_of(document);
  AnalyticsEngine::Alerts undisturbed, restarted;
  AnalyticsEngine engine(rules);
  std::string state = AnalyticsEngine(rules).save_state();
  for (const auto& record : document["records"]) {
    apply(engine, record, undisturbed);
    AnalyticsEngine next(rules);
    ASSERT_TRUE(next.load_state(state));
    apply(next, record, restarted);
    state = next.save_state();
  }
  ASSERT_EQ(undisturbed.size(), restarted.size());
  for (std::size_t i = 0; i < restarted.size(); ++i) {
    EXPECT_EQ(undisturbed[i].alert, restarted[i].alert);
    EXPECT_EQ(undisturbed[i].seq, restarted[i].seq);
    EXPECT_EQ(undisturbed[i].run_id, restarted[i].run_id);
  }
}

INSTANTIATE_TEST_SUITE_P(Files, RuleCases, ::testing::ValuesIn(cases()),
                         [](const auto& one) { return one.param.name; });

}  // namespace
}  // namespace slipstream::analytics

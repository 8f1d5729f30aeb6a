#include "cli/settings.hpp"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/temp_dir.hpp"

namespace slipstream::cli {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const std::filesystem::path kData = SLIPSTREAM_TEST_DATA;

std::optional<std::string> no_environment(const std::string&) { return std::nullopt; }

Settings load(std::vector<std::filesystem::path> files) {
  auto loaded = load_settings(files, no_environment);
  EXPECT_TRUE(loaded) << loaded.error().to_string();
  return loaded ? loaded->settings : Settings{};
}

TEST(Settings, ThePipelinesFileLoadsAsItIs) {
  const Settings s = load({kData / "pipeline.yaml"});
  EXPECT_EQ(s.default_session(), "2020 Bahrain Grand Prix Race");
  EXPECT_EQ(s.kafka.bootstrap_servers, "broker:9092");
  EXPECT_EQ(s.topics.telemetry, "t1");
  EXPECT_EQ(s.topics.alerts, "a1");
  EXPECT_EQ(s.topics.predictions, "p1");
  EXPECT_EQ(s.partitions.telemetry, 8);
  EXPECT_EQ(s.partitions.alerts, 2);
  EXPECT_EQ(s.partitions.predictions, 5);
  EXPECT_EQ(s.kafka.replication_factor, 3);
  EXPECT_EQ(s.kafka.consumer_groups.at("alert_processor"), "alerts-group");
  EXPECT_THAT(s.http.listen, ElementsAre("127.0.0.1:5005"));
  EXPECT_EQ(s.dashboard_refresh, std::chrono::seconds{1});
  EXPECT_EQ(s.buffer.points_per_driver(), 1000);
  EXPECT_THAT(s.scaling.scenarios, ElementsAre(2, 4));
  EXPECT_EQ(s.scaling.duration_per_scenario, std::chrono::seconds{300});
}

TEST(Settings, TheBridgesFileLoadsAsItIsAndWinsWhereItIsLater) {
  const Settings s = load({kData / "pipeline.yaml", kData / "bridge.yaml"});
  EXPECT_THAT(s.http.listen, ElementsAre("127.0.0.1:5007"));
  EXPECT_EQ(s.kafka.bootstrap_servers, "other:9092");
  EXPECT_EQ(s.topics.telemetry, "t2");
  EXPECT_EQ(s.topics.alerts, "a1");
  EXPECT_EQ(s.buffer.points_per_driver(), 2000);
  EXPECT_EQ(s.buffer.max_alerts, 50);
  EXPECT_EQ(s.buffer.metrics_window, std::chrono::seconds{30});
  EXPECT_FALSE(s.telemetry.wheel_spin);
  EXPECT_DOUBLE_EQ(s.telemetry.wheel_spin_threshold, 1.25);
  EXPECT_DOUBLE_EQ(s.telemetry.gear_ratios.at(1), 12.5);
  EXPECT_DOUBLE_EQ(s.telemetry.gear_ratios.at(2), 10.5);
  EXPECT_DOUBLE_EQ(s.telemetry.gear_ratios.at(8), 3.9);
  EXPECT_DOUBLE_EQ(s.telemetry.wheel_radius_m, 0.34);
  EXPECT_FALSE(s.telemetry.gear_anomalies);
  EXPECT_EQ(s.telemetry.rapid_shift_changes, 4);
  EXPECT_DOUBLE_EQ(s.telemetry.rapid_shift_window_s, 1.5);
}

TEST(Settings, PointsPerDriverWinOverRetentionPointsInAnyOrder) {
  EXPECT_EQ(load({kData / "bridge.yaml", kData / "pipeline.yaml"}).buffer.points_per_driver(), 2000);
  EXPECT_EQ(Settings{}.buffer.points_per_driver(), 60'000);
}

TEST(Settings, TheLabsFileLoadsAsItIs) {
  const Settings s = load({kData / "lab.yaml"});
  EXPECT_EQ(s.kafka.bootstrap_servers, "cloud:9092");
  EXPECT_EQ(s.kafka.properties.at("security.protocol"), "SASL_SSL");
  EXPECT_EQ(s.kafka.properties.at("sasl.mechanism"), "PLAIN");
  EXPECT_EQ(s.kafka.properties.at("sasl.username"), "key");
  EXPECT_EQ(s.kafka.properties.at("sasl.password"), "secret");
  EXPECT_EQ(s.kafka.registry_url, "https://registry");
  EXPECT_EQ(s.kafka.registry_key, "rkey");
  EXPECT_EQ(s.kafka.registry_secret, "rsecret");
  EXPECT_EQ(s.topics.positions, "f1_driver_positions");
  EXPECT_EQ(s.topics.average_speed, "driver_avg_speed");
  EXPECT_EQ(s.kafka.consumer_groups.at("lab"), "f1-leaderboard-consumer");
}

TEST(Settings, KeysThatDoNothingHereAreNotedWithTheReason) {
  const auto loaded = load_settings({kData / "pipeline.yaml", kData / "bridge.yaml"}, no_environment);
  ASSERT_TRUE(loaded);
  EXPECT_THAT(loaded->warnings, Contains(HasSubstr("kafka.topic_name is ignored")));
  EXPECT_THAT(loaded->warnings, Contains(HasSubstr("gear_anomalies.lugging_threshold is ignored")));
  EXPECT_THAT(loaded->warnings, Contains(HasSubstr("listening on 127.0.0.1 instead of 0.0.0.0")));
  EXPECT_THAT(loaded->warnings, ::testing::Not(Contains(HasSubstr("unknown key"))));
}

TEST(Settings, TheEnvironmentWinsOverFiles) {
  const auto loaded =
      load_settings({kData / "lab.yaml"}, [](const std::string& name) -> std::optional<std::string> {
        if (name == "KAFKA_BOOTSTRAP_SERVERS") return "env:9092";
        if (name == "KAFKA_API_KEY") return "envkey";
        if (name == "KAFKA_API_SECRET") return "envsecret";
        if (name == "SCHEMA_REGISTRY_URL") return "http://env";
        if (name == "SCHEMA_REGISTRY_AUTH") return "a:b:c";
        if (name == "SLIPSTREAM_HTTP_LISTEN") return "127.0.0.1:1,127.0.0.1:2";
        return std::nullopt;
      });
  ASSERT_TRUE(loaded) << loaded.error().to_string();
  EXPECT_EQ(loaded->settings.kafka.bootstrap_servers, "env:9092");
  EXPECT_EQ(loaded->settings.kafka.properties.at("sasl.username"), "envkey");
  EXPECT_EQ(loaded->settings.kafka.properties.at("sasl.password"), "envsecret");
  EXPECT_EQ(loaded->settings.kafka.registry_url, "http://env");
  EXPECT_EQ(loaded->settings.kafka.registry_key, "a");
  EXPECT_EQ(loaded->settings.kafka.registry_secret, "b:c");
  EXPECT_THAT(loaded->settings.http.listen, ElementsAre("127.0.0.1:1", "127.0.0.1:2"));
}

TEST(Settings, AnApiKeyAloneIsOneOfACloud) {
  const auto loaded = load_settings({}, [](const std::string& name) -> std::optional<std::string> {
    if (name == "KAFKA_API_KEY") return "key";
    if (name == "KAFKA_API_SECRET") return "secret";
    return std::nullopt;
  });
  ASSERT_TRUE(loaded) << loaded.error().to_string();
  EXPECT_EQ(loaded->settings.kafka.properties.at("security.protocol"), "SASL_SSL");
  EXPECT_EQ(loaded->settings.kafka.properties.at("sasl.mechanism"), "PLAIN");
  EXPECT_TRUE(load({}).kafka.properties.empty());
}

TEST(Settings, AWrongValueNamesItsLine) {
  testing::TempDir dir;
  std::ofstream(dir / "c.yaml") << "buffer:\n  max_alerts: lots\n";
  const auto loaded = load_settings({dir / "c.yaml"}, no_environment);
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().code, ErrorCode::invalid_argument);
  EXPECT_THAT(loaded.error().to_string(), HasSubstr("c.yaml:2: buffer.max_alerts must be a whole number"));
}

TEST(Settings, ScenariosOfScalingAreNumbersOfConsumers) {
  const auto from_environment = [](const std::string& value) {
    return load_settings({}, [value](const std::string& name) -> std::optional<std::string> {
      if (name == "SLIPSTREAM_SCALING_SCENARIOS") return value;
      return std::nullopt;
    });
  };
  const auto loaded = from_environment("1, 3");
  ASSERT_TRUE(loaded) << loaded.error().to_string();
  EXPECT_THAT(loaded->settings.scaling.scenarios, ElementsAre(1, 3));
  for (const char* wrong : {"0", "many", "1,-2"}) {
    const auto refused = from_environment(wrong);
    ASSERT_FALSE(refused) << wrong;
    EXPECT_THAT(refused.error().to_string(), HasSubstr("scaling.scenarios must be a whole number"));
  }
}

}  // namespace
}  // namespace slipstream::cli

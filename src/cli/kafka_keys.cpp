#include "cli/config_setters.hpp"
#include "cli/setting_groups.hpp"

namespace slipstream::cli {

using base::ConfigKey;
using base::ConfigValue;

void add_kafka_keys(std::vector<ConfigKey>& keys, Settings& s) {
  const auto property = [&s](std::string name) {
    return [&s, name = std::move(name)](const ConfigValue& value) -> Result<> {
      auto text = base::as_text(value);
      if (!text) return propagate(text);
      s.kafka.properties[name] = *text;
      return {};
    };
  };
  keys.insert(
      keys.end(),
      {{"engine", "embedded or kafka",
        one_of(s.engine, {{"embedded", Engine::embedded}, {"kafka", Engine::kafka}})},
       {"averages", "of the lab: embedded or flink",
        one_of(s.averages, {{"embedded", Averages::embedded}, {"flink", Averages::flink}})},
       {"kafka.bootstrap_servers", "HOST:PORT,…", into(s.kafka.bootstrap_servers)},
       {"kafka.bootstrap.servers", "the lab's name of it", into(s.kafka.bootstrap_servers)},
       {"kafka.replication_factor", "of topics made here", whole(s.kafka.replication_factor, 1, 100)},
       {"kafka.partitioning", "of telemetry",
        [&s](const ConfigValue& value) -> Result<> {
          auto text = base::as_text(value);
          if (!text) return propagate(text);
          const auto how = replay::partitioning_from(*text);
          if (!how) {
            return fail_at(value.where, ErrorCode::invalid_argument,
                           "{} must be hash, roster, driver_lap or driver_sector, not '{}'", value.path,
                           *text);
          }
          s.kafka.partitioning = *how;
          return {};
        }},
       {"kafka.security.protocol", "e.g. SASL_SSL", property("security.protocol")},
       {"kafka.sasl.mechanism", "e.g. PLAIN", property("sasl.mechanism")},
       {"kafka.sasl.username", "API key", property("sasl.username")},
       {"kafka.sasl.password", "API secret", property("sasl.password")},
       {"kafka.schema_registry_url", "of another registry than the one on the log",
        into(s.kafka.registry_url)},
       {"kafka.schema_registry_api_key", "for it", into(s.kafka.registry_key)},
       {"kafka.schema_registry_secret", "for it", into(s.kafka.registry_secret)},
       {"kafka.schema_registry_ca_file", "authorities trusted for it instead of the system's",
        into(s.kafka.registry_ca_file)},
       {"kafka.consumer_group", "of the lab's consumer",
        [&s](const ConfigValue& value) -> Result<> { return into(s.kafka.consumer_groups["lab"])(value); }},
       {"kafka.consumer_groups.*", "group names by purpose",
        [&s](const ConfigValue& value) -> Result<> {
          return into(s.kafka.consumer_groups[last_part(value.path)])(value);
        }},
       {"kafka.properties.*", "any property of librdkafka",
        [property](const ConfigValue& value) -> Result<> {
          return property(value.path.substr(std::string_view{"kafka.properties."}.size()))(value);
        }},
       {"kafka.topic_properties.*", "any property of topics that are made here",
        [&s](const ConfigValue& value) -> Result<> {
          const std::string name = value.path.substr(std::string_view{"kafka.topic_properties."}.size());
          return into(s.kafka.topic_properties[name])(value);
        }}});
}

void add_topic_keys(std::vector<ConfigKey>& keys, Settings& s) {
  const struct {
    const char* name;
    std::string* topic;
    std::int32_t* partitions;
  } topics[] = {{"telemetry", &s.topics.telemetry, &s.partitions.telemetry},
                {"alerts", &s.topics.alerts, &s.partitions.alerts},
                {"predictions", &s.topics.predictions, &s.partitions.predictions},
                {"positions", &s.topics.positions, &s.partitions.positions},
                {"driver_avg_speed", &s.topics.average_speed, &s.partitions.average_speed}};
  const struct {
    const char* name;
    std::string* topic;
  } of_one_shape[] = {{"session", &s.topics.session},
                      {"control", &s.topics.control},
                      {"state", &s.topics.state},
                      {"dead_letter", &s.topics.dead_letter},
                      {"schemas", &s.topics.schemas}};
  for (const auto& t : of_one_shape)
    keys.push_back({fmt::format("kafka.topics.{}", t.name), "topic name", into(*t.topic)});
  for (const auto& t : topics) {
    keys.push_back({fmt::format("kafka.topics.{}", t.name), "topic name", into(*t.topic)});
    keys.push_back(
        {fmt::format("kafka.partitions.{}", t.name), "partition count", whole(*t.partitions, 1, 10'000)});
  }
}

}  // namespace slipstream::cli

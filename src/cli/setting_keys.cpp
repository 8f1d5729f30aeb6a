#include <limits>

#include "cli/config_setters.hpp"
#include "cli/setting_groups.hpp"
#include "cli/settings.hpp"

namespace slipstream::cli {
namespace {

using base::ConfigKey;
using base::ConfigValue;

/// HOST and PORT are two keys of the existing systems and one here.
Setter listen_host(Settings::Http& http) {
  return [&http](const ConfigValue& value) -> Result<> {
    auto host = base::as_text(value);
    if (!host) return propagate(host);
    const std::string& old = http.listen.front();
    http.listen = {*host + old.substr(old.rfind(':'))};
    return {};
  };
}
Setter listen_port(Settings::Http& http) {
  return [&http](const ConfigValue& value) -> Result<> {
    auto port = base::as_integer(value, 0, 65535);
    if (!port) return propagate(port);
    const std::string& old = http.listen.front();
    http.listen = {fmt::format("{}:{}", old.substr(0, old.rfind(':')), *port)};
    return {};
  };
}

/// A key that this program accepts and does nothing with, for a stated reason.
ConfigKey ignored(const std::string& path, const std::string& reason, std::vector<std::string>& notes) {
  return {path, "ignored: " + reason, [reason, &notes](const ConfigValue& value) -> Result<> {
            notes.push_back(fmt::format("{}: {} is ignored: {}", value.where, value.path, reason));
            return {};
          }};
}

void add_telemetry_keys(std::vector<ConfigKey>& keys, Settings& s, std::vector<std::string>& notes) {
  const std::string spin = "telemetry.derived_metrics.wheel_spin.";
  const std::string gear = "telemetry.derived_metrics.gear_anomalies.";
  keys.insert(
      keys.end(),
      {{"telemetry.missing", "absent or null",
        one_of(s.telemetry.missing_as_null, {{"absent", false}, {"null", true}})},
       {"telemetry.calibrate", "learn each car's own gear ratios", into(s.telemetry.calibrate)},
       {spin + "enabled", "", into(s.telemetry.wheel_spin)},
       {spin + "threshold", "expected / real speed", number(s.telemetry.wheel_spin_threshold, 1.0, 10.0)},
       {spin + "gear_ratios.*", "by gear, 1–8",
        [&s](const ConfigValue& value) -> Result<> {
          auto which = base::as_integer({value.path, {last_part(value.path)}, false, value.where}, 1, 8);
          if (!which) return propagate(which);
          return number(s.telemetry.gear_ratios[static_cast<int>(*which)], 0.1, 100.0)(value);
        }},
       {spin + "wheel_radius_m", "m", number(s.telemetry.wheel_radius_m, 0.05, 2.0)},
       {gear + "enabled", "", into(s.telemetry.gear_anomalies)},
       {gear + "rapid_shift_changes", "reversals", whole(s.telemetry.rapid_shift_changes, 1, 100)},
       {gear + "rapid_shift_window", "s", number(s.telemetry.rapid_shift_window_s, 0.1, 60.0)},
       ignored(gear + "lugging_threshold",
               "a count without a unit that nothing used; see lugging in rules.yaml", notes),
       ignored(gear + "over_rev_threshold",
               "a count without a unit that nothing used; see over_rev in rules.yaml", notes)});
}

void add_foreign_keys(std::vector<ConfigKey>& keys, std::vector<std::string>& notes) {
  const std::pair<const char*, const char*> foreign[] = {
      {"kafka.topic_name", "the three topics replaced it"},
      {"kafka.partitioning.*", "the keys of the topics are fixed"},
      {"kafka.poll_timeout_ms", "records are awaited, not polled for"},
      {"kafka.max_messages", "no batch is cut short"},
      {"bridge.debug", "use log.level"},
      {"telemetry.fields", "all fields are kept"},
      {"alerts.*", "severities are fixed; see buffer.max_alerts"},
      {"grafana.enabled", "the bridge is always there"},
      {"grafana.datetime_format", "times are ISO 8601 or unix ms, as each route says"},
      {"grafana.null_value_handling", "missing is missing"},
      {"grafana.max_datapoints", "each query names its own"},
      {"grafana.enable_caching", "answers are made from memory"},
      {"grafana.cache_ttl_seconds", "answers are made from memory"},
      {"data.*", "see data_directory"},
      {"ml.*", "models are chosen by name"},
      {"dashboard.*", "the page updates by itself"},
      {"logging.*", "use log.level"},
  };
  for (const auto& [path, reason] : foreign) keys.push_back(ignored(path, reason, notes));
}

}  // namespace

std::string last_part(const std::string& path) { return path.substr(path.rfind('.') + 1); }

std::vector<ConfigKey> setting_keys(Settings& s, std::vector<std::string>& notes) {
  std::vector<ConfigKey> keys{
      {"race.year", "of the default session", whole(s.race.year, 1950, 2100)},
      {"race.grand_prix", "of the default session", into(s.race.grand_prix)},
      {"race.session", "of the default session", into(s.race.session)},
      {"http.listen", "HOST:PORT, several allowed", into(s.http.listen)},
      {"http.tokens", "read|control:env:NAME or read|control:file:PATH", into(s.http.tokens)},
      {"http.allowed_hosts", "further names in Host", into(s.http.allowed_hosts)},
      {"http.allowed_origins", "further origins of browsers", into(s.http.allowed_origins)},
      {"http.insecure", "listen beyond this machine without tokens", into(s.http.insecure)},
      {"bridge.host", "host of http.listen", listen_host(s.http)},
      {"bridge.port", "port of http.listen", listen_port(s.http)},
      {"grafana.bridge_host", "host of http.listen", listen_host(s.http)},
      {"grafana.bridge_port", "port of http.listen", listen_port(s.http)},
      {"grafana.data_retention_points", "points a driver",
       whole(s.buffer.data_retention_points, 10, 10'000'000)},
      {"grafana.dashboard_refresh_seconds", "of provisioned dashboards", whole(s.dashboard_refresh, 1, 3600)},
      {"buffer.max_points_per_driver", "points a driver",
       whole(s.buffer.max_points_per_driver, 10, 10'000'000)},
      {"buffer.max_alerts", "alerts kept of each severity", whole(s.buffer.max_alerts, 1, 1'000'000)},
      {"buffer.metrics_window", "s over which rates are computed", whole(s.buffer.metrics_window, 1, 86'400)},
      {"runs.kept", "finished runs filed into the library, the newest; 0 files none",
       whole(s.runs.kept, 0, 1'000'000)},
      {"rules_file", "a rules.yaml", into(s.rules_file)},
      {"data_directory", "sessions and the embedded log",
       [&s](const ConfigValue& value) -> Result<> {
         auto text = base::as_text(value);
         if (!text) return propagate(text);
         s.data_directory = *text;
         return {};
       }},
      {"log.level", "trace, debug, info, warn, error or off", into(s.log_level)},
      {"log.durability", "normal or full",
       one_of(s.log.full_durability, {{"normal", false}, {"full", true}})},
      {"log.retention_hours", "of the embedded log",
       [&s](const ConfigValue& value) -> Result<> {
         auto hours = base::as_number(value, 0.01, 1e6);
         if (!hours) return propagate(hours);
         s.log.retention_time = std::chrono::milliseconds{static_cast<std::int64_t>(*hours * 3'600'000)};
         return {};
       }},
      {"log.retention_bytes", "of the embedded log",
       whole(s.log.retention_bytes, 1 << 20, std::numeric_limits<std::int64_t>::max())},
      {"scaling.scenarios", "consumers of bench weak-scaling",
       [&s](const ConfigValue& value) -> Result<> {
         auto items = base::as_list(value);
         if (!items) return propagate(items);
         s.scaling.scenarios.clear();
         for (const std::string& item : *items) {
           auto count = base::as_integer({value.path, {item}, false, value.where}, 1, 1024);
           if (!count) return propagate(count);
           s.scaling.scenarios.push_back(static_cast<int>(*count));
         }
         return {};
       }},
      {"scaling.duration_per_scenario", "s of reading", whole(s.scaling.duration_per_scenario, 1, 86'400)},
  };
  add_kafka_keys(keys, s);
  add_topic_keys(keys, s);
  add_fetch_keys(keys, s);
  add_telemetry_keys(keys, s, notes);
  add_foreign_keys(keys, notes);
  return keys;
}

}  // namespace slipstream::cli

#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/config.hpp"
#include "base/result.hpp"
#include "domain/record.hpp"
#include "replay/replay_options.hpp"

namespace slipstream::cli {

enum class Engine { embedded, kafka };
/// Who computes the lab's average speeds: we, or a Flink that reads and writes the same topics.
enum class Averages { embedded, flink };

/// Everything a configuration decides, with the defaults of CONTRACTS §5. Sections are those of the file.
struct Settings {
  struct Race {
    std::optional<int> year;
    std::string grand_prix, session;
  } race;

  struct Kafka {
    std::string bootstrap_servers = "localhost:9092";
    std::map<std::string, std::string> properties;  ///< librdkafka's own names
    std::map<std::string, std::string> consumer_groups;
    std::int32_t replication_factor = 1;
    std::map<std::string, std::string> topic_properties;  ///< of topics made here; the cluster's own names
    replay::Partitioning partitioning = replay::Partitioning::hash;
    std::string registry_url, registry_key, registry_secret;
    std::string registry_ca_file;  ///< of authorities trusted instead of the system's
  } kafka;
  Engine engine = Engine::embedded;
  Averages averages = Averages::embedded;
  domain::TopicNames topics;
  struct Partitions {
    std::int32_t telemetry = 4, alerts = 3, predictions = 3, positions = 3, average_speed = 3;
  } partitions;

  struct Http {
    std::vector<std::string> listen{"127.0.0.1:5001"};
    std::vector<std::string> tokens;  ///< "read:env:NAME", "control:file:PATH"
    std::vector<std::string> allowed_hosts, allowed_origins;
    bool insecure = false;
  } http;

  struct Buffer {
    std::optional<std::int64_t> max_points_per_driver, data_retention_points;
    std::int64_t max_alerts = 500;  ///< per severity
    std::chrono::seconds metrics_window{60};
    /// What both keys together mean: the first wins.
    [[nodiscard]] std::int64_t points_per_driver() const;
  } buffer;

  struct Telemetry {
    bool missing_as_null = false;
    bool wheel_spin = true;
    double wheel_spin_threshold = 1.15;
    std::map<int, double> gear_ratios{{1, 13.0}, {2, 10.5}, {3, 8.5}, {4, 7.0},
                                      {5, 6.0},  {6, 5.2},  {7, 4.5}, {8, 4.0}};
    double wheel_radius_m = 0.33;
    bool calibrate = true;
    bool gear_anomalies = true;
    int rapid_shift_changes = 3;
    double rapid_shift_window_s = 2.0;
  } telemetry;

  struct Log {
    bool full_durability = false;
    std::chrono::milliseconds retention_time = std::chrono::hours{24};
    std::int64_t retention_bytes = std::int64_t{2} << 30;
  } log;

  struct Fetch {
    /// The official archive, then its mirrors.
    std::vector<std::string> archive{"https://livetiming.formula1.com/static/"};
    std::string results_api = "https://api.jolpi.ca/ergast/f1/";  ///< empty: no official results
    int parallel = 4;                                             ///< files at a time
    double requests_per_second = 10;
    int attempts = 6;                   ///< in a row without progress
    double first_wait_s = 0.5;          ///< before the second attempt; later ones wait longer
    std::int64_t stalled_after_s = 30;  ///< of silence
    std::string ca_file;                ///< of trusted authorities; empty: the system's
  } fetch;

  struct Scaling {
    std::vector<int> scenarios{1, 2, 4, 8, 16};
    std::chrono::seconds duration_per_scenario{10};  ///< of reading
  } scaling;

  struct Runs {
    int kept = 20;  ///< finished ones, the newest; 0: none is filed
  } runs;

  std::string rules_file;  ///< empty: the built-in rules
  std::filesystem::path data_directory;
  std::string log_level = "info";
  std::chrono::seconds dashboard_refresh{5};

  /// "2020 Bahrain Grand Prix Race" from the `race` section; empty if it names nothing.
  [[nodiscard]] std::string default_session() const;
};

/// The keys a configuration may have, each writing into `settings`; notes about keys that other programs know
/// and this one ignores go to `notes`. Both must outlive the result.
std::vector<base::ConfigKey> setting_keys(Settings& settings, std::vector<std::string>& notes);

struct LoadedSettings {
  Settings settings;
  std::vector<std::string> warnings;  ///< unknown keys, keys that do nothing here, an address made safe
};

/// Defaults, then `files` in order, then the environment. Errors: a file that cannot be read or a wrong
/// value, with its line. `lookup` is getenv or a test's stand-in.
Result<LoadedSettings> load_settings(
    const std::vector<std::filesystem::path>& files,
    const std::function<std::optional<std::string>(const std::string&)>& lookup);

}  // namespace slipstream::cli

#pragma once

#include <string>
#include <vector>

#include "base/config.hpp"
#include "cli/settings.hpp"

namespace slipstream::cli {

/// Groups of keys that setting_keys() puts together.
void add_kafka_keys(std::vector<base::ConfigKey>& keys, Settings& settings);
void add_topic_keys(std::vector<base::ConfigKey>& keys, Settings& settings);
void add_fetch_keys(std::vector<base::ConfigKey>& keys, Settings& settings);

/// "telemetry" of "kafka.topics.telemetry".
[[nodiscard]] std::string last_part(const std::string& path);

}  // namespace slipstream::cli

#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace slipstream::base {

/// One leaf of a configuration: a scalar, or a list of scalars.
struct ConfigValue {
  std::string path;                ///< "kafka.topics.telemetry"; map keys joined by dots
  std::vector<std::string> items;  ///< one for a scalar
  bool is_list = false;
  std::string where;  ///< "config.yaml:14", "environment variable KAFKA_BOOTSTRAP_SERVERS"
};

/// The leaves of a YAML file, in the file's order. Errors: not_found, permission, invalid_input (not YAML,
/// not a map at the top, a list of maps), each with its line.
Result<std::vector<ConfigValue>> read_yaml(const std::filesystem::path& file);
/// As read_yaml, of a text; `name` stands in places.
Result<std::vector<ConfigValue>> parse_yaml(std::string_view text, std::string_view name);

/// The value as one type; a wrong value is invalid_argument with its place.
Result<std::string> as_text(const ConfigValue& value);
Result<std::int64_t> as_integer(const ConfigValue& value, std::int64_t least, std::int64_t most);
Result<double> as_number(const ConfigValue& value, double least, double most);
Result<bool> as_truth(const ConfigValue& value);
/// Of a list its items, of a scalar its parts between commas, blanks dropped.
Result<std::vector<std::string>> as_list(const ConfigValue& value);

/// One key of a program's configuration.
struct ConfigKey {
  std::string path;  ///< a last part "*" takes any name
  std::string help;
  std::function<Result<>(const ConfigValue&)> apply;
};

/// Carries `values` out in order: a later one overrides an earlier one. An unknown key becomes a warning that
/// names the nearest known one. Errors: the first wrong value.
Result<> apply_config(const std::vector<ConfigValue>& values, const std::vector<ConfigKey>& keys,
                      std::vector<std::string>& warnings);

/// Values from environment variables: `http.listen` is <prefix>HTTP_LISTEN; `aliases` maps further names to
/// paths. `lookup` is getenv or a test's stand-in.
std::vector<ConfigValue> read_environment(
    std::string_view prefix, const std::vector<ConfigKey>& keys,
    const std::map<std::string, std::string>& aliases,
    const std::function<std::optional<std::string>(const std::string&)>& lookup);

/// The candidate with the fewest edits to `word`; nullopt when nothing is near (more than a third of it).
std::optional<std::string> nearest_word(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace slipstream::base

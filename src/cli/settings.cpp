#include "cli/settings.hpp"

#include <algorithm>

namespace slipstream::cli {
namespace {

/// Kafka's names for what a container or a cloud gives by environment.
std::map<std::string, std::string> environment_names() {
  return {
      {"KAFKA_BOOTSTRAP_SERVERS", "kafka.bootstrap_servers"},
      {"KAFKA_API_KEY", "kafka.sasl.username"},
      {"KAFKA_API_SECRET", "kafka.sasl.password"},
      {"SCHEMA_REGISTRY_URL", "kafka.schema_registry_url"},
  };
}

/// SCHEMA_REGISTRY_AUTH is `key:secret`.
void take_registry_auth(const std::optional<std::string>& auth, Settings::Kafka& kafka) {
  if (!auth) return;
  const auto colon = auth->find(':');
  kafka.registry_key = auth->substr(0, colon);
  kafka.registry_secret = colon == std::string::npos ? std::string{} : auth->substr(colon + 1);
}

/// A name and a secret alone mean what they mean in a cloud; they never go over the net in clear by accident.
void protect_login(std::map<std::string, std::string>& kafka_properties) {
  if (!kafka_properties.contains("sasl.username")) return;
  kafka_properties.try_emplace("security.protocol", "SASL_SSL");
  if (!kafka_properties.contains("sasl.mechanisms")) kafka_properties.try_emplace("sasl.mechanism", "PLAIN");
}

/// The existing bridge's files listen on every interface; without tokens that would be open to the whole
/// network.
void make_foreign_address_safe(const std::vector<base::ConfigValue>& values, LoadedSettings& loaded) {
  const auto foreign = std::ranges::find_if(values, [](const base::ConfigValue& value) {
    return (value.path == "bridge.host" || value.path == "grafana.bridge_host") && !value.items.empty() &&
           value.items.front() == "0.0.0.0";
  });
  Settings::Http& http = loaded.settings.http;
  if (foreign == values.end() || !http.tokens.empty() || http.insecure) return;
  for (std::string& address : http.listen) {
    if (!address.starts_with("0.0.0.0:")) continue;
    address.replace(0, std::string_view{"0.0.0.0"}.size(), "127.0.0.1");
    loaded.warnings.push_back(fmt::format(
        "{}: listening on 127.0.0.1 instead of 0.0.0.0, because no http.tokens are set", foreign->where));
  }
}

}  // namespace

std::int64_t Settings::Buffer::points_per_driver() const {
  static constexpr std::int64_t kDefault = 60'000;
  if (max_points_per_driver) return *max_points_per_driver;
  return data_retention_points.value_or(kDefault);
}

std::string Settings::default_session() const {
  std::string text;
  if (race.year) text = std::to_string(*race.year);
  for (const std::string& part : {race.grand_prix, race.session}) {
    if (!part.empty()) text += (text.empty() ? "" : " ") + part;
  }
  return text;
}

Result<LoadedSettings> load_settings(
    const std::vector<std::filesystem::path>& files,
    const std::function<std::optional<std::string>(const std::string&)>& lookup) {
  LoadedSettings loaded;
  std::vector<std::string> notes;
  const auto keys = setting_keys(loaded.settings, notes);
  std::vector<base::ConfigValue> values;
  for (const auto& file : files) {
    auto read = base::read_yaml(file);
    if (!read) return propagate(read);
    values.insert(values.end(), read->begin(), read->end());
  }
  const auto environment = base::read_environment("SLIPSTREAM_", keys, environment_names(), lookup);
  values.insert(values.end(), environment.begin(), environment.end());
  if (auto applied = base::apply_config(values, keys, loaded.warnings); !applied) return propagate(applied);
  loaded.warnings.insert(loaded.warnings.end(), notes.begin(), notes.end());
  take_registry_auth(lookup("SCHEMA_REGISTRY_AUTH"), loaded.settings.kafka);
  protect_login(loaded.settings.kafka.properties);
  make_foreign_address_safe(values, loaded);
  return loaded;
}

}  // namespace slipstream::cli

#include "cli/open_schemas.hpp"

#include <utility>

namespace slipstream::cli {
namespace {

/// With the registry that it asks.
class OwnSchemas final : public registry::Schemas {
 public:
  explicit OwnSchemas(std::unique_ptr<registry::Registry> registry)
      : registry_(std::move(registry)), schemas_(*registry_) {}
  Result<registry::Schema> schema(std::int32_t id) override { return schemas_.schema(id); }
  Result<std::int32_t> add(const std::string& subject, const registry::Schema& schema) override {
    return schemas_.add(subject, schema);
  }
  Result<std::vector<std::string>> subjects() override { return schemas_.subjects(); }
  Result<registry::Version> latest(const std::string& subject) override { return schemas_.latest(subject); }

 private:
  std::unique_ptr<registry::Registry> registry_;
  registry::LogSchemas schemas_;
};

}  // namespace

std::unique_ptr<registry::RemoteSchemas> remote_schemas(const Settings::Kafka& kafka, std::stop_token stop) {
  return std::make_unique<registry::RemoteSchemas>(
      registry::RemoteSchemasOptions{kafka.registry_url, kafka.registry_key, kafka.registry_secret,
                                     kafka.registry_ca_file, std::move(stop)});
}

Result<std::unique_ptr<registry::Schemas>> open_schemas(log::Log& log, const Settings& settings,
                                                        std::stop_token stop) {
  if (!settings.kafka.registry_url.empty()) return remote_schemas(settings.kafka, std::move(stop));
  auto own = registry::Registry::open(log, settings.topics.schemas);
  if (!own) return propagate(own);
  return std::make_unique<OwnSchemas>(std::move(*own));
}

}  // namespace slipstream::cli

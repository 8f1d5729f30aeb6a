#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "registry/registry.hpp"
#include "registry/schema.hpp"

namespace slipstream::registry {

/// What ids stand for, for those who read and write framed records; wherever the registry is. Thread-safe.
class Schemas {
 public:
  virtual ~Schemas() = default;
  /// Errors: not_found, permission, unavailable, timeout.
  virtual Result<Schema> schema(std::int32_t id) = 0;
  /// The id of the schema, which becomes the subject's newest version unless it is one already.
  /// Errors: conflict (incompatible with earlier versions), invalid_input (no schema), permission,
  /// unavailable, timeout.
  virtual Result<std::int32_t> add(const std::string& subject, const Schema& schema) = 0;
  /// Errors: permission, unavailable, timeout, invalid_input (this is no registry).
  virtual Result<std::vector<std::string>> subjects() = 0;
  /// A subject's newest version. Errors: as schema.
  virtual Result<Version> latest(const std::string& subject) = 0;
};

/// Of the registry on our own log, which must outlive it.
class LogSchemas final : public Schemas {
 public:
  explicit LogSchemas(Registry& registry) : registry_(registry) {}
  Result<Schema> schema(std::int32_t id) override;
  Result<std::int32_t> add(const std::string& subject, const Schema& schema) override;
  Result<std::vector<std::string>> subjects() override;
  Result<Version> latest(const std::string& subject) override;

 private:
  Registry& registry_;
};

/// What an answer of Confluent's API that is an error means here; `code` is the status or its finer code.
[[nodiscard]] Error to_error(const RegistryError& error);

}  // namespace slipstream::registry

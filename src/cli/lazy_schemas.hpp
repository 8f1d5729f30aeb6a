#pragma once

#include <memory>
#include <mutex>

#include "cli/command.hpp"
#include "registry/schemas.hpp"

namespace slipstream::cli {

/// The registry of a log, as open_schemas finds it, opened when the first one asks: most records name no
/// schema. Errors: also those of open_schemas, which is tried again each time. Thread-safe.
class LazySchemas final : public registry::Schemas {
 public:
  /// Both must outlive it.
  LazySchemas(log::Log& log, const Context& context) : log_(log), context_(context) {}

  Result<registry::Schema> schema(std::int32_t id) override;
  Result<std::int32_t> add(const std::string& subject, const registry::Schema& schema) override;
  Result<std::vector<std::string>> subjects() override;
  Result<registry::Version> latest(const std::string& subject) override;

 private:
  Result<registry::Schemas*> opened();

  log::Log& log_;
  const Context& context_;
  std::mutex mutex_;
  std::unique_ptr<registry::Schemas> schemas_;  // guarded by mutex_; once there, it stays
};

}  // namespace slipstream::cli

#pragma once

#include <memory>
#include <stop_token>

#include "cli/settings.hpp"
#include "log/log.hpp"
#include "registry/remote_schemas.hpp"

namespace slipstream::cli {

/// The registry that is configured (kafka.schema_registry_url).
[[nodiscard]] std::unique_ptr<registry::RemoteSchemas> remote_schemas(const Settings::Kafka& kafka,
                                                                      std::stop_token stop);

/// What the ids of framed records stand for: in the registry that is configured, else in the one on the log,
/// which must outlive it. Errors: not_found (neither is there), unavailable.
Result<std::unique_ptr<registry::Schemas>> open_schemas(log::Log& log, const Settings& settings,
                                                        std::stop_token stop);

}  // namespace slipstream::cli

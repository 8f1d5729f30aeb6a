#pragma once

#include "cli/command.hpp"

namespace slipstream::cli {

/// Checks configuration, ports, data directory, disk and, with the Kafka engine, the brokers. Fails if
/// something that the configuration needs does not work.
Result<> doctor(const Context& context, const std::vector<std::string>& configuration_warnings);

}  // namespace slipstream::cli

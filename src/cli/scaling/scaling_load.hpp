#pragma once

#include <string>

#include "cli/command.hpp"
#include "cli/scaling/scaling_figures.hpp"
#include "log/log.hpp"

namespace slipstream::cli {

/// Fills `topic` with the telemetry of a simulated race: as many cars as the shape says, spread over its
/// partitions by roster, and of each partition the first records of the race, as many as the shape says.
/// Shows its progress. Errors: invalid_argument (more cars or records than can be simulated), interrupted,
/// what the log says.
Result<> produce_load(const Context& context, log::Log& log, const std::string& topic,
                      const ScalingShape& shape);

}  // namespace slipstream::cli

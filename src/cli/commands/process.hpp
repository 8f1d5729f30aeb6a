#pragma once

#include "cli/command.hpp"

namespace slipstream::cli {

/// Analytics only: on Kafka one of any number of members of a group that share the partitions.
struct ProcessOptions {
  bool once = false;  ///< ends when it has caught up with the log
};
/// Prints what it did at the end. Errors: as AnalyticsThread; interrupted after a clean stop.
Result<> process(const Context& context, const ProcessOptions& options);

}  // namespace slipstream::cli

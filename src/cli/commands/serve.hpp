#pragma once

#include <string>

#include "cli/command.hpp"

namespace slipstream::cli {

/// The API only, on a log that others write.
struct ServeOptions {
  std::string share;  ///< the group that shares the partitions of telemetry; empty: each reads everything
};
/// Errors: as Serving::start; interrupted after a clean stop, which is how it normally ends.
Result<> serve(const Context& context, const ServeOptions& options);

}  // namespace slipstream::cli

#pragma once

#include "cli/command.hpp"
#include "lab/race_request.hpp"

namespace slipstream::cli {

/// Runs a race of the lab onto the log and shows it as it goes. `driver_name` may be a part of a name.
/// Errors: invalid_argument (nobody or several are called so, a race too short), interrupted (it was
/// stopped).
Result<> race(const Context& context, const lab::RaceRequest& request);

}  // namespace slipstream::cli

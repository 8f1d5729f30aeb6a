#pragma once

#include "base/result.hpp"
#include "prepare/prepared_session.hpp"
#include "simulate/circuit/circuits.hpp"

namespace slipstream::cli {

/// The circuit as the car on a session's fastest clean lap drew it, sectors where its sector times end.
/// Errors: invalid_input (no positions in the session, no complete lap).
Result<simulate::CircuitPlan> circuit_of_session(const prepare::PreparedSession& session);

}  // namespace slipstream::cli

#pragma once

#include "base/result.hpp"
#include "simulate/circuit/circuits.hpp"

namespace slipstream::simulate {

/// What is marked along a line that has its corners: sectors, mini-sectors, speed trap, DRS and passing
/// zones, pit lane and grid. Errors: invalid_argument (sectors out of order; no straight for grid and pit
/// lane).
Result<void> lay_out(const CircuitPlan& plan, Circuit& circuit);

}  // namespace slipstream::simulate

#pragma once

#include <span>

#include "base/result.hpp"
#include "simulate/circuit/circuits.hpp"

namespace slipstream::simulate {

/// Whether a curve can be laid through `line` that is as long as a circuit may be. Errors: invalid_argument
/// (too few points, a point that is no number or the same as the next, too short, too long).
Result<void> check_line(std::span<const TrackPoint> line);

}  // namespace slipstream::simulate

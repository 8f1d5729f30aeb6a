#pragma once

#include <memory>

#include "base/result.hpp"
#include "simulate/race/race_options.hpp"
#include "source/source.hpp"

namespace slipstream::source {

/// A simulated Grand Prix as a source: the same events as the live feed, made as they are asked for. Errors:
/// as simulate::race_laps.
Result<std::unique_ptr<Source>> open_simulation(const simulate::RaceOptions& options,
                                                std::shared_ptr<const simulate::Circuit> circuit);

}  // namespace slipstream::source

#pragma once

#include <cstdint>
#include <vector>

#include <simdjson.h>

#include "base/time.hpp"
#include "domain/samples.hpp"
#include "source/payload.hpp"

namespace slipstream::source {

/// Read the inflated JSON of a telemetry packet into `samples`, whose times are UTC (see Payload). They
/// return the packet's newest UTC, to the microsecond, and throw as Node does.
WallTime read_car_data(simdjson::ondemand::document& packet, std::vector<domain::CarSample>& samples,
                       MissingCounts& missing, Samples form = Samples::known);
WallTime read_positions(simdjson::ondemand::document& packet, std::vector<domain::PositionSample>& samples,
                        MissingCounts& missing, Samples form = Samples::known);
WallTime read_car_condition(simdjson::ondemand::document& packet, std::vector<domain::CarCondition>& samples);

}  // namespace slipstream::source

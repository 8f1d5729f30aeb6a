#pragma once

#include <span>
#include <vector>

#include "prepare/prepared_session.hpp"
#include "prepare/telemetry_columns.hpp"

namespace slipstream::prepare {

/// The rows of all drivers in session-time order; equal times in driver order. Cars of one feed share most
/// of their instants, so it is walked instant by instant.
[[nodiscard]] std::vector<RecordRef> order_records(std::span<const TelemetryColumns> drivers);

}  // namespace slipstream::prepare

#pragma once

#include <vector>

#include "prepare/tables/session_tables.hpp"
#include "prepare/tables/telemetry_merger.hpp"
#include "prepare/tables/telemetry_rows.hpp"

namespace slipstream::prepare {

/// Over which stretches a driver's telemetry is merged.
enum class MergeOver {
  laps,        ///< Lap.get_telemetry() of each lap: distance and driver ahead from the start of each
  whole_drive  ///< Laps.get_telemetry(): one stretch from the first lap's start to the last lap's end
};

/// By driver, in the order of the record; empty for those the selection leaves out. On as many threads as
/// there are cores.
[[nodiscard]] std::vector<TelemetryRows> merge_drivers(const SessionRecord& record,
                                                       const Selection& selection, MergeOver over,
                                                       Sentinels sentinels);

}  // namespace slipstream::prepare

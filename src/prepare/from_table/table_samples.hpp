#pragma once

#include <cstdint>
#include <span>

#include "prepare/from_table/driver_rows.hpp"
#include "prepare/from_table/table_laps.hpp"
#include "prepare/telemetry_columns.hpp"

namespace slipstream::prepare {

/// Values that mean "no data", by channel.
struct TableGaps {
  std::uint64_t throttle = 0, brake = 0, gear = 0, position = 0;
};

/// The telemetry of one driver as the table has it; nothing is interpolated here.
///
/// Sentinels are missing and counted: throttle over 100 and what was interpolated next to one (known where
/// there is a column Source), brakes that are only on because their sample's throttle is a sentinel, gears
/// over 8, X = Y = Z = 0. A distance that runs over the whole session is counted from each lap's start. A
/// position is known from the end of a lap on, a track status where it was one during the whole lap.
[[nodiscard]] TelemetryColumns samples_of_table(const source::SessionTable& table, const DriverRows& rows,
                                                std::span<const TableLap> laps, std::optional<UtcTime> zero,
                                                TableGaps& gaps);

}  // namespace slipstream::prepare

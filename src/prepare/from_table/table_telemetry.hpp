#pragma once

#include <span>

#include "prepare/from_table/driver_rows.hpp"
#include "prepare/from_table/table_laps.hpp"
#include "prepare/sample_store.hpp"
#include "prepare/tables/telemetry_rows.hpp"

namespace slipstream::prepare {

/// The telemetry of one driver as the table has it, sentinels included: one row per row of the table, in the
/// order of time. Distances that run over the whole session are counted from each lap's start; a relative
/// distance the table lacks is that in proportion to the lap's last one.
[[nodiscard]] TelemetryRows telemetry_of_table(const source::SessionTable& table, const DriverRows& rows,
                                               std::span<const TableLap> laps);

/// What the two streams sent, as far as the table tells which rows are theirs: those whose `Source` is "car",
/// and those whose `Source` is "pos" and whose `Status` is known.
[[nodiscard]] CarSamples stream_samples_of(const TelemetryRows& rows);

/// Makes sentinels missing, with what was drawn to them: throttle over 100 and brakes that are on because of
/// it, gears over 8, X = Y = Z = 0.
void forget_sentinels(TelemetryRows& rows);

}  // namespace slipstream::prepare

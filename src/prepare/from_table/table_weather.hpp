#pragma once

#include <span>
#include <vector>

#include "prepare/from_table/driver_rows.hpp"
#include "prepare/tables/session_record.hpp"

namespace slipstream::prepare {

/// The weather that the columns AirTemp, Humidity, Pressure, Rainfall, TrackTemp, WindDirection and WindSpeed
/// join to each row: one entry for each change, at the first row that has it. In time order.
[[nodiscard]] std::vector<At<domain::Weather>> weather_of_table(const source::SessionTable& table,
                                                                std::span<const DriverRows> drivers);

}  // namespace slipstream::prepare

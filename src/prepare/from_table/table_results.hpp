#pragma once

#include <optional>

#include "domain/official_result.hpp"
#include "prepare/from_table/driver_rows.hpp"

namespace slipstream::prepare {

/// What the columns GridPosition, Position_y, ClassifiedPosition, Points, Status_y and Q1 to Q3 say of a
/// driver's result, each by its first value; nullopt where they say nothing.
[[nodiscard]] std::optional<domain::OfficialResult> result_of_table(const source::SessionTable& table,
                                                                    const DriverRows& rows);

}  // namespace slipstream::prepare

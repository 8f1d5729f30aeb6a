#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

#include "domain/session.hpp"
#include "pictures/comparison.hpp"
#include "table/table.hpp"

namespace slipstream::cli {

/// Two laps for a terminal: times and speeds side by side, the delta as a line of blocks, and corner by
/// corner where it comes from. Unknown values are empty.
[[nodiscard]] std::string comparison_text(const pictures::Comparison& comparison,
                                          const domain::SessionInfo& info);

/// A line of blocks, from ▁ for the lowest to █ for the highest of the values, `width` of them.
[[nodiscard]] std::string block_line(const std::vector<double>& values, std::size_t width);

/// The same as one JSON document, with every point of the grid; unknown is null.
[[nodiscard]] nlohmann::json comparison_json(const pictures::Comparison& comparison,
                                             const domain::SessionInfo& info);

/// The grid as a table: Distance (m), Delta (s), and Time (since the lap began), Speed (km/h), Throttle (%),
/// Brake (%), nGear of each lap, with the driver as suffix: Speed_VER; with the lap where both are one
/// driver's: Speed_VER_12.
[[nodiscard]] table::Table comparison_table(const pictures::Comparison& comparison);

}  // namespace slipstream::cli

#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "prepare/from_table/driver_rows.hpp"
#include "prepare/from_table/table_samples.hpp"

namespace slipstream::prepare {

/// Which values of throttle and brake are real.
struct PedalValues {
  std::vector<float> throttle_pct, brake_pct;  ///< NaN where not known
};

/// The pedals of one driver's rows; sentinels and what was interpolated from them are missing and counted.
[[nodiscard]] PedalValues pedals_of_table(const source::SessionTable& table, const DriverRows& rows,
                                          TableGaps& gaps);

/// Brakes in per cent, NaN where not known: on or off as 100 and 0; numbers as they are, or times 100 where
/// none is over 1.
[[nodiscard]] std::vector<double> brakes_at(const table::Column* column, std::span<const std::uint32_t> rows);

/// What the column Distance says where each lap starts; empty where it is counted from there, as it should
/// be.
[[nodiscard]] std::vector<double> distances_at_lap_starts(const source::SessionTable& table,
                                                          const DriverRows& rows,
                                                          std::span<const TableLap> laps);

/// The distance since the start of the lap at each row, NaN where not known.
[[nodiscard]] std::vector<float> distances_of_table(const source::SessionTable& table, const DriverRows& rows,
                                                    std::span<const TableLap> laps);

/// The numbers of a column at some rows, NaN where missing or without such a column.
template <class Number>
std::vector<Number> numbers_at(const table::Column* column, std::span<const std::uint32_t> rows) {
  constexpr Number kNone = std::numeric_limits<Number>::quiet_NaN();
  std::vector<Number> values(rows.size(), kNone);
  if (column == nullptr) return values;
  for (std::size_t at = 0; at < values.size(); ++at) {
    if (column->has(rows[at])) values[at] = static_cast<Number>(column->doubles()[rows[at]]);
  }
  return values;
}

}  // namespace slipstream::prepare

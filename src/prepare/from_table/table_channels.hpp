#pragma once

#include <cstddef>
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

/// The distance since the start of the lap at each row, NaN where not known.
[[nodiscard]] std::vector<float> distances_of_table(const source::SessionTable& table, const DriverRows& rows,
                                                    std::span<const TableLap> laps);

/// The numbers of a column at one driver's rows, NaN where missing or without such a column.
template <class Number>
std::vector<Number> numbers_at(const table::Column* column, const DriverRows& rows) {
  constexpr Number kNone = std::numeric_limits<Number>::quiet_NaN();
  std::vector<Number> values(rows.row.size(), kNone);
  if (column == nullptr) return values;
  for (std::size_t at = 0; at < values.size(); ++at) {
    if (column->has(rows.row[at])) values[at] = static_cast<Number>(column->doubles()[rows.row[at]]);
  }
  return values;
}

}  // namespace slipstream::prepare

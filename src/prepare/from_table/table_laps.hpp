#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "domain/lap.hpp"
#include "prepare/car_laps.hpp"
#include "prepare/from_table/driver_rows.hpp"

namespace slipstream::prepare {

/// A lap as its rows tell it.
struct TableLap {
  domain::Lap lap;  ///< what the columns do not say is unknown
  SectorEnds sector_ends;
  std::optional<bool> deleted;  ///< as in `lap`, or unknown
  bool generated = false;       ///< FastF1 made it up
  std::size_t begin, end;       ///< its rows: [begin, end) of DriverRows
  SessionTime first, last;      ///< of its rows
  /// From when on it is over: its end, or its last row where the end is not known.
  [[nodiscard]] SessionTime over() const { return lap.lap_end.value_or(last); }
};

/// The laps of one driver in order; none where the table has no LapNumber.
///
/// Lap columns hold one value on all rows of a lap. On the first row of a lap they may still be the lap
/// before's, as the existing pipeline writes it, so the other rows are asked first. A start is LapStartTime,
/// or what `Time` (since the start of the lap) says; an end is `Time` where that stays the same during the
/// lap, or Sector3SessionTime, or start and lap time, or the start of the next lap.
[[nodiscard]] std::vector<TableLap> laps_of_table(const source::SessionTable& table, const DriverRows& rows);

}  // namespace slipstream::prepare

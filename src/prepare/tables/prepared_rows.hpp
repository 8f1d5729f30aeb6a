#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "prepare/tables/classification.hpp"
#include "prepare/tables/session_tables.hpp"
#include "prepare/tables/telemetry_rows.hpp"

namespace slipstream::prepare {

/// How the prepared table treats what is wrong with the existing pipeline's: docs/prepared-table.md.
enum class Flavour {
  corrected,
  fastf1_pipeline  ///< the existing pipeline's values, oddities included
};

/// One driver's share of the prepared table.
struct PreparedDriver {
  static constexpr std::uint16_t kNoLap = std::numeric_limits<std::uint16_t>::max();

  const DriverRecord* record = nullptr;
  Classified result;
  std::int32_t begin_ms = 0;  ///< of the stretch the telemetry was merged over
  TelemetryRows rows;
  std::vector<std::uint32_t> order;  ///< the rows by time
  /// The laps, and after them what holds on the boundary of two laps in the existing pipeline's table.
  std::vector<LapRecord> laps;
  std::vector<std::uint16_t> lap_of;  ///< by row: index into `laps`, or kNoLap
};

/// A row of the prepared table.
struct PreparedRow {
  const PreparedDriver* driver = nullptr;
  std::size_t row = 0;

  [[nodiscard]] const TelemetryRows& telemetry() const { return driver->rows; }
  [[nodiscard]] std::int32_t time_ms() const { return driver->rows.time_ms[row]; }
  /// nullptr outside of every lap.
  [[nodiscard]] const LapRecord* lap() const {
    const std::uint16_t index = driver->lap_of[row];
    return index == PreparedDriver::kNoLap ? nullptr : &driver->laps[index];
  }
};

/// Drivers in the order of the result, each with merged telemetry and the lap of every row; those without
/// telemetry are left out.
[[nodiscard]] std::vector<PreparedDriver> prepare_drivers(const SessionRecord& record,
                                                          const Selection& selection, Flavour flavour);

/// All drivers' rows in the order of time; of equal times in the order of the drivers.
class PreparedRows {
 public:
  explicit PreparedRows(std::vector<PreparedDriver> drivers);
  PreparedRows(const PreparedRows&) = delete;
  PreparedRows& operator=(const PreparedRows&) = delete;

  [[nodiscard]] const std::vector<PreparedDriver>& drivers() const { return drivers_; }
  /// Replaces `batch` by the next rows, at most `most`; none at the end.
  void next(std::vector<PreparedRow>& batch, std::size_t most);

 private:
  std::vector<PreparedDriver> drivers_;
  std::vector<std::size_t> next_;  ///< by driver: place in its order
};

}  // namespace slipstream::prepare

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "prepare/tables/session_record.hpp"

namespace slipstream::prepare {

/// Who drives ahead of whom, as FastF1 finds it (formats notes, section 7): each car's distance is integrated
/// from the start of a lap of the same number, and the smallest one not below one's own is ahead. Lap numbers
/// count in qualifying too, so there it says roughly who is ahead on the track. Immutable: for any threads.
class DriverAhead {
 public:
  /// `order`: the drivers in the order of the result; of equal distances the first counts. `record` must
  /// outlive this.
  DriverAhead(const SessionRecord& record, std::vector<std::size_t> order);

  /// For `driver`'s car samples [first, first + ahead.size()): the number of the car ahead or
  /// TelemetryRows::kNobody, and how many metres ahead, NaN if nobody is. A car that stands still is not
  /// ahead of anybody, and at the first sample nobody is.
  void find(std::size_t driver, std::size_t first, std::span<domain::CarNumber> ahead,
            std::span<double> metres) const;

 private:
  /// A car's samples from the start of a lap on; `base` + driven_[car][i] is the distance since that start.
  struct Stretch {
    std::size_t first = 0, end = 0;
    double base = 0;
  };
  [[nodiscard]] Stretch stretch(std::size_t driver, int lap_number, std::int32_t from_ms,
                                std::int32_t to_ms) const;
  /// Of the driver's last lap that began at or before the instant; `fallback` if none had.
  [[nodiscard]] int lap_number_at(std::size_t driver, std::int32_t time_ms, int fallback) const;

  const SessionRecord& record_;
  std::vector<std::size_t> order_;
  std::vector<std::vector<double>> driven_;  ///< by driver: metres up to each car sample
};

}  // namespace slipstream::prepare

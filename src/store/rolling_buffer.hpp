#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "store/metric.hpp"
#include "store/series.hpp"
#include "store/shared_snapshot.hpp"
#include "store/telemetry_chunk.hpp"

namespace slipstream::store {

/// The last telemetry rows of one driver. One thread appends; any number of threads read without waiting for
/// it and see a prefix-consistent view. The oldest chunk goes when there are more than `max_points` rows.
class RollingBuffer {
 public:
  explicit RollingBuffer(std::size_t max_points);

  /// Adds a row. A wall time before the last one's is raised to it, so that the wall axis is in order.
  void append(TelemetryRow row);
  /// The next row does not connect to the one before it.
  void break_line() { break_line_ = true; }

  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] std::optional<TelemetryRow> latest() const;
  /// A row metric over time, in order. Missing values are left out; where the line is broken stands one gap.
  /// On the event axis a moment that was replayed again after a seek back is there once, as seen last.
  /// `query.max_points` keeps each bucket's minimum and maximum, the first and the last point and the gaps.
  [[nodiscard]] std::vector<Point> series(Metric metric, const SeriesQuery& query) const;

 private:
  using Chunks = std::vector<std::shared_ptr<TelemetryChunk>>;
  void start_chunk(const TelemetryRow& first);

  const std::size_t max_points_;
  SharedSnapshot<Chunks> chunks_;
  // Of the writing thread:
  std::shared_ptr<TelemetryChunk> open_;
  std::int64_t last_wall_ms_ = 0;
  std::int64_t last_event_ms_ = TelemetryRow::kNoTime;
  bool break_line_ = false;
};

}  // namespace slipstream::store

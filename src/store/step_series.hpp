#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "store/series.hpp"
#include "store/shared_snapshot.hpp"

namespace slipstream::store {

/// When something changed, on both axes (Unix ms); event_ms is TelemetryRow::kNoTime if not known.
struct Moment {
  std::int64_t wall_ms = 0;
  std::int64_t event_ms = 0;
};

/// A value that changes seldom (position, gap, lap …) as its changes: each holds until the next. Threads as
/// RollingBuffer: one writes, any number read.
class StepSeries {
 public:
  explicit StepSeries(std::size_t max_steps);

  /// The value from `at` on; nullopt: no longer known. A value equal to the last one adds nothing.
  void set(const Moment& at, std::optional<float> value);
  [[nodiscard]] std::optional<float> latest() const;
  /// The steps of the range, the value in force at its beginning as a point there, and the value in force at
  /// its end as a point there. Nothing is known after `now_ms` (Unix time on the query's axis).
  [[nodiscard]] std::vector<Point> series(const SeriesQuery& query, std::int64_t now_ms) const;

 private:
  struct Chunk;
  using Chunks = std::vector<std::shared_ptr<Chunk>>;

  const std::size_t max_chunks_;
  SharedSnapshot<Chunks> chunks_;
  // Of the writing thread:
  std::shared_ptr<Chunk> open_;
  std::optional<float> last_;
  std::int64_t last_wall_ms_ = 0;
};

}  // namespace slipstream::store

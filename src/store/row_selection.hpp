#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "store/series.hpp"
#include "store/telemetry_chunk.hpp"

namespace slipstream::store {

/// Rows [begin, end) of a chunk, their times rising on the axis asked for.
struct RowRange {
  const TelemetryChunk* chunk = nullptr;
  std::size_t begin = 0, end = 0;
  bool starts_line = false;
};

/// The rows of `chunks` that a query is about, in order, without the first `skip` rows. On the event axis a
/// row is left out if a later one has the same or an earlier event time: it was replayed again.
[[nodiscard]] std::vector<RowRange> select_rows(std::span<const std::shared_ptr<TelemetryChunk>> chunks,
                                                std::size_t skip, const SeriesQuery& query);

}  // namespace slipstream::store

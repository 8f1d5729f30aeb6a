#include "store/row_selection.hpp"

#include <algorithm>
#include <limits>
#include <optional>

namespace slipstream::store {
namespace {

std::int64_t time_ms(const TelemetryChunk& chunk, Axis axis, std::size_t row) {
  return axis == Axis::wall ? chunk.wall_ms(row) : chunk.event_ms(row);
}

/// Cuts a range of rising times to what lies within the query.
std::optional<RowRange> cut(RowRange range, const SeriesQuery& query) {
  const auto times = range.chunk->times(query.axis, range.begin, range.end);
  const std::int64_t base = range.chunk->base_ms(query.axis);
  const std::size_t first = range.begin;
  if (query.from_ms) {
    const auto from = std::partition_point(times.begin(), times.end(),
                                           [&](std::int32_t delta) { return base + delta < *query.from_ms; });
    range.begin = first + static_cast<std::size_t>(from - times.begin());
  }
  if (query.to_ms) {
    const auto to = std::partition_point(times.begin(), times.end(),
                                         [&](std::int32_t delta) { return base + delta <= *query.to_ms; });
    range.end = first + static_cast<std::size_t>(to - times.begin());
  }
  if (range.begin >= range.end) return std::nullopt;
  return range;
}

/// Splits at rows that begin a line, newest first (`out` is built backwards).
void add_backwards(const RowRange& range, const SeriesQuery& query, std::vector<RowRange>& out) {
  std::size_t end = range.end;
  if (range.chunk->has_gaps()) {
    for (std::size_t row = range.end; row-- > range.begin;) {
      if (!range.chunk->gap_before(row)) continue;
      if (const auto part = cut({range.chunk, row, end, true}, query)) out.push_back(*part);
      end = row;
    }
  }
  if (end <= range.begin) return;
  if (const auto part = cut({range.chunk, range.begin, end, false}, query)) out.push_back(*part);
}

/// The rows of [begin, end) that no later row replays, newest first. `limit` is the earliest event time seen
/// so far, going backwards.
void add_visible_backwards(const RowRange& range, const SeriesQuery& query, std::int64_t& limit,
                           std::vector<RowRange>& out) {
  const TelemetryChunk& chunk = *range.chunk;
  if (chunk.event_times_rise() && chunk.event_ms(range.end - 1) < limit) {
    limit = chunk.event_ms(range.begin);
    add_backwards(range, query, out);
    return;
  }
  std::size_t end = range.end;
  for (std::size_t row = range.end; row-- > range.begin;) {
    const std::int64_t event = chunk.event_ms(row);
    if (event != TelemetryRow::kNoTime && event < limit) {
      limit = event;
      continue;
    }
    if (row + 1 < end) add_backwards({&chunk, row + 1, end, false}, query, out);
    end = row;
  }
  if (range.begin < end) add_backwards({&chunk, range.begin, end, false}, query, out);
}

}  // namespace

std::vector<RowRange> select_rows(std::span<const std::shared_ptr<TelemetryChunk>> chunks, std::size_t skip,
                                  const SeriesQuery& query) {
  std::vector<RowRange> ranges;
  ranges.reserve(chunks.size() + 8);
  std::int64_t limit = std::numeric_limits<std::int64_t>::max();
  for (std::size_t c = chunks.size(); c-- > 0;) {
    const TelemetryChunk& chunk = *chunks[c];
    const std::size_t begin = c == 0 ? skip : 0;
    const std::size_t end = chunk.size();
    if (begin >= end) continue;
    // Wall times never fall, so nothing before this chunk can be within the range either.
    if (query.axis == Axis::wall && query.from_ms && time_ms(chunk, Axis::wall, end - 1) < *query.from_ms)
      break;
    if (query.axis == Axis::wall) {
      add_backwards({&chunk, begin, end, false}, query, ranges);
    } else {
      add_visible_backwards({&chunk, begin, end, false}, query, limit, ranges);
    }
  }
  std::reverse(ranges.begin(), ranges.end());
  return ranges;
}

}  // namespace slipstream::store

#include "store/rolling_buffer.hpp"

#include <algorithm>

#include "store/row_selection.hpp"
#include "store/stretch.hpp"

namespace slipstream::store {
namespace {

/// Further apart than this on either axis, two rows are not one line: an outage, a jump in the session.
constexpr std::int64_t kLineBreakMs = 5000;

std::size_t rows_in(std::span<const std::shared_ptr<TelemetryChunk>> chunks) {
  std::size_t rows = 0;
  for (const auto& chunk : chunks) rows += chunk->size();
  return rows;
}

/// Computed values need a place to stand until the points are made.
std::size_t place_needed(std::span<const RowRange> ranges, Metric metric) {
  if (TelemetryChunk::is_column(metric)) return 0;
  std::size_t rows = 0;
  for (const RowRange& range : ranges) rows += range.end - range.begin;
  return rows;
}

}  // namespace

RollingBuffer::RollingBuffer(std::size_t max_points)
    : max_points_(std::max<std::size_t>(max_points, 1)), chunks_(std::make_shared<const Chunks>()) {}

void RollingBuffer::append(TelemetryRow row) {
  row.wall_ms = std::max(row.wall_ms, last_wall_ms_);
  if (open_) {
    const bool both_known = row.event_ms != TelemetryRow::kNoTime && last_event_ms_ != TelemetryRow::kNoTime;
    const std::int64_t event_step = both_known ? row.event_ms - last_event_ms_ : 0;
    row.gap_before = row.gap_before || break_line_ || row.wall_ms - last_wall_ms_ > kLineBreakMs ||
                     event_step > kLineBreakMs || event_step < -kLineBreakMs;
  }
  if (!open_ || !open_->fits(row)) start_chunk(row);
  open_->append(row);
  last_wall_ms_ = row.wall_ms;
  last_event_ms_ = row.event_ms;
  break_line_ = false;
}

void RollingBuffer::start_chunk(const TelemetryRow& first) {
  const auto old = chunks_.load();
  std::size_t rows = rows_in(*old) + 1;
  auto keep_from = old->begin();
  while (keep_from != old->end() && rows - (*keep_from)->size() >= max_points_) {
    rows -= (*keep_from)->size();
    ++keep_from;
  }
  auto chunks = std::make_shared<Chunks>(keep_from, old->end());
  open_ = std::make_shared<TelemetryChunk>(first);
  chunks->push_back(open_);
  chunks_.store(std::move(chunks));
}

std::size_t RollingBuffer::size() const { return std::min(rows_in(*chunks_.load()), max_points_); }

std::optional<TelemetryRow> RollingBuffer::latest() const {
  const auto chunks = chunks_.load();
  for (std::size_t c = chunks->size(); c-- > 0;) {
    const std::size_t rows = (*chunks)[c]->size();
    if (rows > 0) return (*chunks)[c]->row(rows - 1);
  }
  return std::nullopt;
}

std::vector<Point> RollingBuffer::series(Metric metric, const SeriesQuery& query) const {
  const auto chunks = chunks_.load();
  const std::size_t rows = rows_in(*chunks);
  const std::size_t skip = rows > max_points_ ? rows - max_points_ : 0;
  const std::vector<RowRange> ranges = select_rows(*chunks, skip, query);

  std::vector<float> computed;
  computed.reserve(place_needed(ranges, metric));
  std::vector<Stretch> stretches;
  stretches.reserve(ranges.size());
  std::size_t selected = 0;
  for (const RowRange& range : ranges) {
    Stretch stretch{{},
                    range.chunk->times(query.axis, range.begin, range.end),
                    range.chunk->base_ms(query.axis),
                    range.starts_line};
    if (TelemetryChunk::is_column(metric)) {
      stretch.values = range.chunk->column(metric, range.begin, range.end);
    } else {
      const std::size_t at = computed.size();
      range.chunk->append_values(metric, range.begin, range.end, computed);
      stretch.values = std::span{computed}.subspan(at);
    }
    selected += stretch.size() + (stretch.starts_line ? 1 : 0);
    stretches.push_back(stretch);
  }
  const bool all = query.max_points == 0 || selected <= query.max_points;
  return all ? all_points(stretches) : reduce(stretches, query.max_points);
}

}  // namespace slipstream::store

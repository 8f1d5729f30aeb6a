#include "api/flat_grid.hpp"

#include <algorithm>
#include <limits>

namespace slipstream::api {
namespace {

constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();

/// Walks along one series, cell by cell.
class SeriesWalker {
 public:
  explicit SeriesWalker(std::span<const store::Point> points) : points_(points) {}

  /// The value in the cell [begin, end); NaN if there is none.
  float value_in(std::int64_t begin, std::int64_t end, std::optional<std::int64_t> carried_ms) {
    while (next_ < points_.size() && points_[next_].time_ms < end) ++next_;
    if (next_ == 0) return store::kGap;
    const store::Point& last = points_[next_ - 1];
    if (carried_ms && begin - last.time_ms > *carried_ms) return store::kGap;
    return last.value;
  }
  [[nodiscard]] std::int64_t next_time() const {
    return next_ < points_.size() ? points_[next_].time_ms : kNever;
  }

 private:
  std::span<const store::Point> points_;
  std::size_t next_ = 0;
};

std::int64_t floor_to(std::int64_t time, std::int64_t step) {
  const std::int64_t rest = time % step;
  return rest < 0 ? time - rest - step : time - rest;
}

}  // namespace

void for_each_row(std::span<const std::vector<store::Point>> series, const FlatGrid& grid,
                  const std::function<void(std::int64_t, std::span<const float>)>& row) {
  std::int64_t first = kNever;
  std::int64_t last = std::numeric_limits<std::int64_t>::min();
  std::vector<SeriesWalker> walkers;
  for (const auto& points : series) {
    walkers.emplace_back(points);
    if (points.empty()) continue;
    first = std::min(first, points.front().time_ms);
    last = std::max(last, points.back().time_ms);
  }
  if (first == kNever) return;

  std::int64_t step = grid.step_ms;
  const auto rows = static_cast<std::size_t>((last - first) / step) + 1;
  if (grid.max_rows > 0 && rows > grid.max_rows) {
    step *= static_cast<std::int64_t>((rows + grid.max_rows - 1) / grid.max_rows);
  }
  // Cells begin at multiples of the step, which can take one more than the span alone does.
  const auto cells = [&] { return static_cast<std::size_t>((last - floor_to(first, step)) / step) + 1; };
  while (grid.max_rows > 1 && cells() > grid.max_rows) step += grid.step_ms;
  std::vector<float> values(series.size());
  for (std::int64_t cell = floor_to(first, step); cell <= last;) {
    std::int64_t next = kNever;
    bool any = false;
    for (std::size_t i = 0; i < walkers.size(); ++i) {
      values[i] = walkers[i].value_in(cell, cell + step, grid.carried_ms);
      any = any || values[i] == values[i];
      next = std::min(next, walkers[i].next_time());
    }
    if (any) row(cell, values);
    // Over an empty stretch in one go.
    cell = any || next == kNever ? cell + step : floor_to(next, step);
  }
}

}  // namespace slipstream::api

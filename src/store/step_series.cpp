#include "store/step_series.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <limits>

#include "store/stretch.hpp"
#include "store/telemetry_chunk.hpp"

namespace slipstream::store {
namespace {

constexpr std::size_t kStepsPerChunk = 128;
constexpr std::int64_t kFurthest = std::numeric_limits<std::int32_t>::max();

/// On the event axis: without steps that a later one replays.
void drop_replayed(std::vector<Point>& steps) {
  std::int64_t limit = std::numeric_limits<std::int64_t>::max();
  std::vector<Point> visible;
  for (std::size_t i = steps.size(); i-- > 0;) {
    if (steps[i].time_ms == TelemetryRow::kNoTime || steps[i].time_ms >= limit) continue;
    limit = steps[i].time_ms;
    visible.push_back(steps[i]);
  }
  std::reverse(visible.begin(), visible.end());
  steps = std::move(visible);
}

std::vector<Point> reduce_steps(const std::vector<Point>& points, std::size_t max_points) {
  std::vector<float> values(points.size());
  std::vector<std::int32_t> times(points.size());
  std::vector<Stretch> stretches;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= points.size(); ++i) {
    if (i == points.size() || points[i].time_ms - points[begin].time_ms > kFurthest) {
      stretches.push_back({std::span{values}.subspan(begin, i - begin),
                           std::span{times}.subspan(begin, i - begin), points[begin].time_ms, false});
      begin = i;
    }
    if (i == points.size()) break;
    values[i] = points[i].value;
    times[i] = static_cast<std::int32_t>(points[i].time_ms - points[begin].time_ms);
  }
  return reduce(stretches, max_points);
}

/// The steps within [from, to], with a point at each end for the value in force there.
std::vector<Point> cut_steps(const std::vector<Point>& steps, std::int64_t from, std::int64_t to) {
  const auto by_time = [](const Point& point, std::int64_t time) { return point.time_ms < time; };
  auto begin = std::lower_bound(steps.begin(), steps.end(), from, by_time);
  const auto end = std::lower_bound(begin, steps.end(), to + 1, by_time);
  std::vector<Point> out;
  const bool starts_between = begin == steps.end() || begin->time_ms != from;
  if (starts_between && begin != steps.begin() && from <= to) {
    const Point& before = *std::prev(begin);
    if (!before.is_gap()) out.push_back({from, before.value});
  }
  out.insert(out.end(), begin, end);
  if (!out.empty() && !out.back().is_gap() && out.back().time_ms < to) out.push_back({to, out.back().value});
  return out;
}

}  // namespace

struct StepSeries::Chunk {
  Chunk(const Moment& first)
      : wall_base(first.wall_ms), event_base(first.event_ms == TelemetryRow::kNoTime ? 0 : first.event_ms) {}

  [[nodiscard]] bool fits(const Moment& at) const {
    if (size.load(std::memory_order_relaxed) == kStepsPerChunk) return false;
    const auto reachable = [](std::int64_t delta) { return delta > -kFurthest && delta < kFurthest; };
    return reachable(at.wall_ms - wall_base) &&
           (at.event_ms == TelemetryRow::kNoTime || reachable(at.event_ms - event_base));
  }

  void append(const Moment& at, float value) {
    const std::size_t row = size.load(std::memory_order_relaxed);
    wall[row] = static_cast<std::int32_t>(at.wall_ms - wall_base);
    event[row] =
        at.event_ms == TelemetryRow::kNoTime ? kNoDelta : static_cast<std::int32_t>(at.event_ms - event_base);
    values[row] = value;
    size.store(static_cast<std::uint32_t>(row + 1), std::memory_order_release);
  }

  [[nodiscard]] Point point(Axis axis, std::size_t row) const {
    if (axis == Axis::wall) return {wall_base + wall[row], values[row]};
    return {event[row] == kNoDelta ? TelemetryRow::kNoTime : event_base + event[row], values[row]};
  }

  static constexpr std::int32_t kNoDelta = std::numeric_limits<std::int32_t>::min();
  std::atomic<std::uint32_t> size = 0;  // rows below it never change
  std::int64_t wall_base, event_base;
  std::array<std::int32_t, kStepsPerChunk> wall, event;
  std::array<float, kStepsPerChunk> values;
};

StepSeries::StepSeries(std::size_t max_steps)
    : max_chunks_(max_steps / kStepsPerChunk + 1), chunks_(std::make_shared<const Chunks>()) {}

void StepSeries::set(const Moment& at, std::optional<float> value) {
  if (value == last_ && (open_ || !value)) return;
  last_ = value;
  const Moment moment{std::max(at.wall_ms, last_wall_ms_), at.event_ms};
  last_wall_ms_ = moment.wall_ms;
  if (!open_ || !open_->fits(moment)) {
    auto chunks = std::make_shared<Chunks>(*chunks_.load());
    if (chunks->size() == max_chunks_) chunks->erase(chunks->begin());
    open_ = std::make_shared<Chunk>(moment);
    open_->append(moment, value.value_or(kGap));
    chunks->push_back(open_);
    chunks_.store(std::move(chunks));
    return;
  }
  open_->append(moment, value.value_or(kGap));
}

std::optional<float> StepSeries::latest() const {
  const auto chunks = chunks_.load();
  if (chunks->empty()) return std::nullopt;
  const Chunk& newest = *chunks->back();
  const Point last = newest.point(Axis::wall, newest.size.load(std::memory_order_acquire) - 1);
  return last.is_gap() ? std::nullopt : std::optional{last.value};
}

std::vector<Point> StepSeries::series(const SeriesQuery& query, std::int64_t now_ms) const {
  std::vector<Point> steps;
  const auto chunks = chunks_.load();  // held while its steps are read
  for (const auto& chunk : *chunks) {
    const std::size_t rows = chunk->size.load(std::memory_order_acquire);
    for (std::size_t row = 0; row < rows; ++row) steps.push_back(chunk->point(query.axis, row));
  }
  if (query.axis == Axis::event) drop_replayed(steps);
  if (steps.empty()) return {};

  const std::int64_t known_until = std::max(steps.back().time_ms, now_ms);
  const std::int64_t from = query.from_ms.value_or(steps.front().time_ms);
  const std::int64_t to = std::min(query.to_ms.value_or(known_until), known_until);
  std::vector<Point> points = cut_steps(steps, from, to);
  if (query.max_points == 0 || points.size() <= query.max_points) return points;
  return reduce_steps(points, query.max_points);
}

}  // namespace slipstream::store

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "store/extremes.hpp"
#include "store/stretch.hpp"

namespace slipstream::store {
namespace {

/// Collects points and puts the gaps between them.
class PointSink {
 public:
  explicit PointSink(std::size_t expected) { points_.reserve(expected); }

  void add(const Point& point) {
    if (!is_last(point)) {
      if (!points_.empty() && needs_gap(point)) points_.push_back({points_.back().time_ms + 1, kGap});
      points_.push_back(point);
    }
    missing_ = line_ended_ = false;
  }
  /// A point that belongs to what was added last, whatever was noted since.
  void add_to_line(const Point& point) {
    missing_ = line_ended_ = false;
    add(point);
  }
  void note_missing() { missing_ = true; }
  void end_line() { line_ended_ = true; }
  [[nodiscard]] std::vector<Point> take() { return std::move(points_); }

 private:
  [[nodiscard]] bool is_last(const Point& point) const {
    return !points_.empty() && points_.back().time_ms == point.time_ms && points_.back().value == point.value;
  }
  [[nodiscard]] bool needs_gap(const Point& next) const {
    return line_ended_ || (missing_ && next.time_ms - points_.back().time_ms > kMissingGapMs);
  }

  std::vector<Point> points_;
  bool missing_ = false;
  bool line_ended_ = false;
};

/// The extremes of `count` values from a place on, which may span several stretches of one line.
class Bucket {
 public:
  void consider(const Stretch& stretch, std::size_t begin, std::size_t end) {
    const Extremes found = find_extremes(stretch.values.subspan(begin, end - begin));
    if (found.min_at == Extremes::kNone) return;
    if (!known_ || found.min < min_.value) min_ = stretch.point(begin + found.min_at);
    if (!known_ || found.max > max_.value) max_ = stretch.point(begin + found.max_at);
    known_ = true;
  }

  void send_to(PointSink& sink) {
    if (!known_) {
      sink.note_missing();
    } else {
      const bool min_first = min_.time_ms <= max_.time_ms;
      sink.add(min_first ? min_ : max_);
      sink.add(min_first ? max_ : min_);
    }
    known_ = false;
  }

 private:
  Point min_, max_;
  bool known_ = false;
};

std::size_t count_values(std::span<const Stretch> stretches) {
  std::size_t count = 0;
  for (const Stretch& stretch : stretches) count += stretch.size();
  return count;
}

std::size_t count_lines(std::span<const Stretch> stretches) {
  return 1 + static_cast<std::size_t>(std::count_if(stretches.begin() + 1, stretches.end(),
                                                    [](const Stretch& s) { return s.starts_line; }));
}

std::optional<Point> first_known(std::span<const Stretch> stretches) {
  for (const Stretch& stretch : stretches) {
    for (std::size_t i = 0; i < stretch.size(); ++i) {
      if (!std::isnan(stretch.values[i])) return stretch.point(i);
    }
  }
  return std::nullopt;
}

std::optional<Point> last_known(std::span<const Stretch> stretches) {
  for (std::size_t s = stretches.size(); s-- > 0;) {
    for (std::size_t i = stretches[s].size(); i-- > 0;) {
      if (!std::isnan(stretches[s].values[i])) return stretches[s].point(i);
    }
  }
  return std::nullopt;
}

/// One line's values in buckets of `per_bucket`.
void reduce_line(std::span<const Stretch> line, std::size_t per_bucket, PointSink& sink) {
  Bucket bucket;
  std::size_t room = per_bucket;
  for (const Stretch& stretch : line) {
    for (std::size_t begin = 0; begin < stretch.size();) {
      const std::size_t end = std::min(stretch.size(), begin + room);
      bucket.consider(stretch, begin, end);
      room -= end - begin;
      begin = end;
      if (room == 0) {
        bucket.send_to(sink);
        room = per_bucket;
      }
    }
  }
  if (room < per_bucket) bucket.send_to(sink);
}

/// Too few for buckets: the ends and, as far as they fit, the highest and the lowest value between them.
std::vector<Point> few_points(std::span<const Stretch> stretches, const Point& first, const Point& last,
                              std::size_t max_points) {
  std::vector<Point> points{first, last};
  if (max_points < 3) return points;
  PointSink sink(4);
  const std::size_t all = count_values(stretches);
  reduce_line(stretches, all, sink);
  std::vector<Point> extremes = sink.take();
  std::erase_if(extremes, [](const Point& point) { return point.is_gap(); });
  if (max_points == 3 && extremes.size() > 1) {
    const auto highest = std::ranges::max_element(extremes, {}, &Point::value);
    extremes = {*highest};
  }
  points.insert(points.begin() + 1, extremes.begin(), extremes.end());
  const auto same = [](const Point& a, const Point& b) {
    return a.time_ms == b.time_ms && a.value == b.value;
  };
  points.erase(std::unique(points.begin(), points.end(), same), points.end());
  return points;
}

}  // namespace

std::vector<Point> all_points(std::span<const Stretch> stretches) {
  if (stretches.empty()) return {};
  PointSink sink(count_values(stretches) + count_lines(stretches));
  for (const Stretch& stretch : stretches) {
    if (stretch.starts_line) sink.end_line();
    for (std::size_t i = 0; i < stretch.size(); ++i) {
      if (std::isnan(stretch.values[i])) {
        sink.note_missing();
      } else {
        sink.add(stretch.point(i));
      }
    }
  }
  return sink.take();
}

std::vector<Point> reduce(std::span<const Stretch> stretches, std::size_t max_points) {
  const auto first = first_known(stretches);
  if (!first || max_points == 0) return {};
  const Point last = *last_known(stretches);
  if (max_points < 2 || first->time_ms == last.time_ms) return {last};

  // Two points a bucket and one gap a line, each line's last bucket perhaps not full; what is left of the
  // budget after the first and last point decides how many values share a bucket.
  const std::size_t lines = count_lines(stretches);
  const bool keep_lines = 3 * lines + 2 <= max_points;
  const std::size_t reserved = keep_lines ? 3 * lines + 2 : 4;
  const std::size_t buckets = max_points > reserved ? (max_points - reserved) / 2 : 0;
  if (buckets == 0) return few_points(stretches, *first, last, max_points);
  const std::size_t per_bucket = (count_values(stretches) + buckets - 1) / buckets;

  PointSink sink(max_points + 2);
  sink.add(*first);
  for (std::size_t begin = 0; begin < stretches.size();) {
    std::size_t end = begin + 1;
    while (end < stretches.size() && !(keep_lines && stretches[end].starts_line)) ++end;
    if (begin > 0) sink.end_line();
    reduce_line(stretches.subspan(begin, end - begin), per_bucket, sink);
    begin = end;
  }
  sink.add_to_line(last);
  return sink.take();
}

}  // namespace slipstream::store

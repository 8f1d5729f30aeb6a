#include "prepare/quadratic_spline.hpp"

#include <algorithm>

namespace slipstream::prepare {
namespace {

/// The quadratic through (left, y_left), (middle, y_middle), (right, y_right) at `x`.
Vector3 quadratic(double left, const Vector3& y_left, double middle, const Vector3& y_middle, double right,
                  const Vector3& y_right, double x) {
  Vector3 value;
  for (std::size_t d = 0; d < value.size(); ++d) {
    const double slope_left = (y_middle[d] - y_left[d]) / (middle - left);
    const double slope_right = (y_right[d] - y_middle[d]) / (right - middle);
    const double curvature = (slope_right - slope_left) / (right - left);
    value[d] = y_middle[d] + (x - middle) * (slope_right + curvature * (x - right));
  }
  return value;
}

}  // namespace

void QuadraticSpline::add(SessionTime time, const Vector3& value) {
  if (knots_.empty()) {
    first_time_ = time;
    // The first meeting point is the first sample itself, and its value is known.
    knots_.push_back({.time = time, .x = 0, .node = 0, .y = value, .g = 0, .p = value});
    return;
  }
  const double x = static_cast<double>((time - first_time_).count());
  const std::size_t last = knots_.size() - 1;
  if (last > 0) knots_[last].node = (knots_[last].x + x) / 2;
  knots_.push_back({.time = time, .x = x, .node = x, .y = value, .g = 0, .p = value});
  if (last < 2) return;
  // The row of the sample before the last two has all it needs now, unless the curve ends here.
  const Row row = eliminate(last - 1, knots_[last].node);
  knots_[last - 1].g = row.g;
  knots_[last - 1].p = row.p;
}

QuadraticSpline::Row QuadraticSpline::eliminate(std::size_t i, double node_after) const {
  const Knot& before = knots_[i - 1];
  const Knot& here = knots_[i];
  const Knot& after = knots_[i + 1];
  // Half-widths of the two pieces that meet at here.node; their slopes there must be equal.
  const double l0 = here.x - before.node;
  const double r0 = here.node - here.x;
  const double l1 = after.x - here.node;
  const double r1 = node_after - after.x;
  const double alpha = r0 / (l0 + r0);
  const double beta = l1 / (l1 + r1);
  const double a = alpha / l0;
  const double b = (1 + alpha) / r0 + (1 + beta) / l1;
  const double c = beta / r1;
  const double scale = 1 / (b - a * before.g);
  Row row{.g = c * scale, .p = {}};
  for (std::size_t d = 0; d < row.p.size(); ++d) {
    const double right_side = here.y[d] * ((1 + alpha) / r0 + a) + after.y[d] * ((1 + beta) / l1 + beta / r1);
    row.p[d] = (right_side - a * before.p[d]) * scale;
  }
  return row;
}

bool QuadraticSpline::settled(SessionTime time) const {
  if (closed_) return true;
  const std::size_t count = knots_.size();
  return count > look_ahead_ && knots_[count - look_ahead_].time >= time;
}

Vector3 QuadraticSpline::line(double x) const {
  const Knot& a = knots_[0];
  const Knot& b = knots_[1];
  Vector3 value;
  for (std::size_t d = 0; d < value.size(); ++d) {
    value[d] = a.y[d] + (b.y[d] - a.y[d]) * (x - a.x) / (b.x - a.x);
  }
  return value;
}

void QuadraticSpline::forget_before(SessionTime time) {
  // The two samples before the one at or before `time` still take part in the equations of its pieces.
  while (knots_.size() > 4 && knots_[3].time <= time) {
    knots_.pop_front();
    starts_here_ = false;
  }
}

std::optional<Vector3> QuadraticSpline::at(SessionTime time) {
  if (knots_.empty() || time < first_time_ || time > knots_.back().time) return std::nullopt;
  forget_before(time);
  const double x = static_cast<double>((time - first_time_).count());
  std::size_t j = 0;  // the sample at or before `time`
  while (j + 2 < knots_.size() && knots_[j + 1].x <= x) ++j;
  if (knots_[j].x == x) return knots_[j].y;
  const std::size_t end = std::min(j + look_ahead_, knots_.size() - 1);
  if (knots_[end].x == x) return knots_[end].y;
  const bool whole_start = starts_here_;
  if (end < 2 && whole_start) return line(x);

  // The piece around sample `piece`, between the meeting points before and after it.
  std::size_t piece = x <= knots_[j].node ? j : j + 1;
  if (whole_start) piece = std::max<std::size_t>(piece, 1);
  piece = std::min(piece, end - 1);
  double right_node = knots_[end].x;
  Vector3 right = knots_[end].y;
  for (std::size_t i = end - 1; i-- > piece - 1;) {
    Row row{knots_[i].g, knots_[i].p};
    const bool is_known = i == 0 && whole_start;
    if (i + 2 == end && !is_known) row = eliminate(i, knots_[end].x);
    Vector3 left;
    for (std::size_t d = 0; d < left.size(); ++d) left[d] = row.p[d] - row.g * right[d];
    if (i + 1 == piece) {
      const Knot& middle = knots_[piece];
      return quadratic(knots_[i].node, left, middle.x, middle.y, right_node, right, x);
    }
    right = left;
    right_node = knots_[i].node;
  }
  return std::nullopt;
}

}  // namespace slipstream::prepare

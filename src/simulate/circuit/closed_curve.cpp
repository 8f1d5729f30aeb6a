#include "simulate/circuit/closed_curve.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "simulate/circuit/periodic_spline.hpp"

namespace slipstream::simulate {
namespace {

/// The spline is walked in pieces of about this length; their chords stand for its arc.
constexpr double kPieceM = 0.5;

struct Knots {
  std::vector<double> at;
  double period = 0;
};

Knots chord_knots(std::span<const TrackPoint> line) {
  Knots knots;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const TrackPoint& next = line[(i + 1) % line.size()];
    knots.at.push_back(knots.period);
    knots.period += std::hypot(next.x - line[i].x, next.y - line[i].y);
  }
  return knots;
}

PeriodicSpline spline_of(const Knots& knots, std::span<const TrackPoint> line, double TrackPoint::* axis) {
  std::vector<double> values;
  values.reserve(line.size());
  for (const TrackPoint& point : line) values.push_back(point.*axis);
  return {knots.at, knots.period, values};
}

std::vector<TrackPoint> fine_points(std::span<const TrackPoint> line) {
  const Knots knots = chord_knots(line);
  const PeriodicSpline x = spline_of(knots, line, &TrackPoint::x);
  const PeriodicSpline y = spline_of(knots, line, &TrackPoint::y);
  const PeriodicSpline z = spline_of(knots, line, &TrackPoint::z);
  std::vector<TrackPoint> fine;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const double width = (i + 1 < line.size() ? knots.at[i + 1] : knots.period) - knots.at[i];
    const int pieces = std::max(1, static_cast<int>(std::ceil(width / kPieceM)));
    for (int k = 0; k < pieces; ++k) {
      const double part = static_cast<double>(k) / pieces;
      fine.push_back({x.value(i, part), y.value(i, part), z.value(i, part)});
    }
  }
  fine.push_back(line.front());
  return fine;
}

std::vector<double> distances_along(std::span<const TrackPoint> points) {
  std::vector<double> along{0};
  for (std::size_t i = 1; i < points.size(); ++i) {
    along.push_back(along.back() + std::hypot(points[i].x - points[i - 1].x, points[i].y - points[i - 1].y));
  }
  return along;
}

double half_turn_limited(double angle) { return std::remainder(angle, 2 * std::numbers::pi); }

/// Directions of the chords, each from point i to the next.
std::vector<double> chord_directions(const ClosedCurve& curve) {
  const std::size_t size = curve.points();
  std::vector<double> directions(size);
  for (std::size_t i = 0; i < size; ++i) {
    const std::size_t next = (i + 1) % size;
    directions[i] = std::atan2(curve.y_m[next] - curve.y_m[i], curve.x_m[next] - curve.x_m[i]);
  }
  return directions;
}

}  // namespace

ClosedCurve trace_curve(std::span<const TrackPoint> line, double step_m) {
  const std::vector<TrackPoint> fine = fine_points(line);
  const std::vector<double> along = distances_along(fine);
  const double length = along.back();
  const auto points = static_cast<std::size_t>(std::max(3.0, std::round(length / step_m)));
  ClosedCurve curve{.step_m = length / static_cast<double>(points), .x_m = {}, .y_m = {}, .z_m = {}};
  std::size_t piece = 0;
  for (std::size_t i = 0; i < points; ++i) {
    const double wanted = curve.step_m * static_cast<double>(i);
    while (piece + 2 < along.size() && along[piece + 1] < wanted) ++piece;
    const double part = (wanted - along[piece]) / (along[piece + 1] - along[piece]);
    const TrackPoint &a = fine[piece], &b = fine[piece + 1];
    curve.x_m.push_back(a.x + part * (b.x - a.x));
    curve.y_m.push_back(a.y + part * (b.y - a.y));
    curve.z_m.push_back(a.z + part * (b.z - a.z));
  }
  return curve;
}

std::vector<double> curvatures(const ClosedCurve& curve) {
  const std::vector<double> directions = chord_directions(curve);
  std::vector<double> curvature(directions.size());
  for (std::size_t i = 0; i < directions.size(); ++i) {
    const double before = directions[(i + directions.size() - 1) % directions.size()];
    curvature[i] = half_turn_limited(directions[i] - before) / curve.step_m;
  }
  return curvature;
}

std::vector<double> headings(const ClosedCurve& curve) {
  const std::vector<double> directions = chord_directions(curve);
  const std::vector<double> curvature = curvatures(curve);
  std::vector<double> heading(directions.size());
  heading[0] = directions[0] - curvature[0] * curve.step_m / 2;
  for (std::size_t i = 1; i < heading.size(); ++i) {
    heading[i] = heading[i - 1] + (curvature[i - 1] + curvature[i]) * curve.step_m / 2;
  }
  return heading;
}

std::vector<double> slopes(const ClosedCurve& curve) {
  const std::size_t size = curve.points();
  std::vector<double> slope(size);
  for (std::size_t i = 0; i < size; ++i) {
    slope[i] = (curve.z_m[(i + 1) % size] - curve.z_m[(i + size - 1) % size]) / (2 * curve.step_m);
  }
  return slope;
}

}  // namespace slipstream::simulate

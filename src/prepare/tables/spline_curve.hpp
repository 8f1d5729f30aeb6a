#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace slipstream::prepare {

/// The quadratic interpolating spline through `Values` series over one list of instants, all of it known: the
/// curve of QuadraticSpline, solved whole at once, with the extrapolation that FastF1 relies on behind the
/// last sample. Its buffers are kept from fit to fit. Not for several threads.
template <std::size_t Values>
class SplineCurve {
 public:
  using Point = std::array<double, Values>;

  /// Needs three samples or more, instants rising.
  void fit(std::span<const double> x, std::span<const Point> y);

  /// The curve at `at`, which is best not below that of the call before. Outside of the samples the first or
  /// the last piece goes on.
  [[nodiscard]] Point at(double at);

 private:
  std::span<const double> x_;
  std::span<const Point> y_;
  std::vector<double> nodes_;    ///< where the pieces meet: ends of the pieces around samples 1 … n - 2
  std::vector<Point> on_nodes_;  ///< and what the curve is there
  std::vector<double> g_;        ///< of the eliminated rows
  std::size_t piece_ = 0;        ///< the one that the last call was in
};

template <std::size_t Values>
void SplineCurve<Values>::fit(std::span<const double> x, std::span<const Point> y) {
  x_ = x;
  y_ = y;
  piece_ = 0;
  const std::size_t pieces = x.size() - 2;
  nodes_.resize(pieces + 1);
  on_nodes_.resize(pieces + 1);
  g_.resize(pieces + 1);
  nodes_[0] = x.front();
  for (std::size_t i = 1; i < pieces; ++i) nodes_[i] = (x[i] + x[i + 1]) / 2;
  nodes_[pieces] = x.back();
  on_nodes_[0] = y.front();
  g_[0] = 0;
  // Forward: value(node i) = p - g · value(node i + 1); the slopes of both pieces at a node are equal.
  for (std::size_t i = 1; i < pieces; ++i) {
    const double l0 = x[i] - nodes_[i - 1];
    const double r0 = nodes_[i] - x[i];
    const double l1 = x[i + 1] - nodes_[i];
    const double r1 = nodes_[i + 1] - x[i + 1];
    const double alpha = r0 / (l0 + r0);
    const double beta = l1 / (l1 + r1);
    const double a = alpha / l0;
    const double c = beta / r1;
    const double here = (1 + alpha) / r0;
    const double after = (1 + beta) / l1;
    const double scale = 1 / (here + after - a * g_[i - 1]);
    g_[i] = c * scale;
    for (std::size_t v = 0; v < Values; ++v) {
      on_nodes_[i][v] = (y[i][v] * (here + a) + y[i + 1][v] * (after + c) - a * on_nodes_[i - 1][v]) * scale;
    }
  }
  on_nodes_[pieces] = y.back();
  for (std::size_t i = pieces; i-- > 1;) {
    for (std::size_t v = 0; v < Values; ++v) on_nodes_[i][v] -= g_[i] * on_nodes_[i + 1][v];
  }
}

template <std::size_t Values>
auto SplineCurve<Values>::at(double at) -> Point {
  const std::size_t pieces = nodes_.size() - 1;
  if (at < nodes_[piece_]) piece_ = 0;
  while (piece_ + 1 < pieces && at > nodes_[piece_ + 1]) ++piece_;
  const double left = nodes_[piece_];
  const double right = nodes_[piece_ + 1];
  const double middle = x_[piece_ + 1];
  const double left_width = 1 / (middle - left);
  const double right_width = 1 / (right - middle);
  const double width = 1 / (right - left);
  Point value;
  for (std::size_t v = 0; v < Values; ++v) {
    const double y = y_[piece_ + 1][v];
    const double slope_left = (y - on_nodes_[piece_][v]) * left_width;
    const double slope_right = (on_nodes_[piece_ + 1][v] - y) * right_width;
    const double curvature = (slope_right - slope_left) * width;
    value[v] = y + (at - middle) * (slope_right + curvature * (at - right));
  }
  return value;
}

}  // namespace slipstream::prepare

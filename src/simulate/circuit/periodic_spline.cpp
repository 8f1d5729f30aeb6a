#include "simulate/circuit/periodic_spline.hpp"

namespace slipstream::simulate {
namespace {

/// A row of the spline's equations: below · m[i−1] + diagonal · m[i] + above · m[i+1] = right.
struct SplineRow {
  double below, diagonal, above, right;
};

/// Thomas' algorithm; `right` of each row is taken from `rights`.
std::vector<double> solve_tridiagonal(std::span<const SplineRow> rows, std::vector<double> rights) {
  const std::size_t size = rows.size();
  std::vector<double> factors(size);
  double pivot = rows[0].diagonal;
  rights[0] /= pivot;
  for (std::size_t i = 1; i < size; ++i) {
    factors[i] = rows[i - 1].above / pivot;
    pivot = rows[i].diagonal - rows[i].below * factors[i];
    rights[i] = (rights[i] - rows[i].below * rights[i - 1]) / pivot;
  }
  for (std::size_t i = size - 1; i-- > 0;) rights[i] -= factors[i + 1] * rights[i + 1];
  return rights;
}

/// The corners of the cyclic matrix are folded in by the Sherman–Morrison formula.
std::vector<double> solve_cyclic(std::vector<SplineRow> rows) {
  const std::size_t size = rows.size();
  const double corner_above = rows[0].below, corner_below = rows[size - 1].above;
  const double gamma = -rows[0].diagonal;
  rows[0].diagonal -= gamma;
  rows[size - 1].diagonal -= corner_above * corner_below / gamma;
  std::vector<double> rights(size), unit(size, 0.0);
  for (std::size_t i = 0; i < size; ++i) rights[i] = rows[i].right;
  unit[0] = gamma;
  unit[size - 1] = corner_below;
  std::vector<double> solution = solve_tridiagonal(rows, std::move(rights));
  const std::vector<double> fold = solve_tridiagonal(rows, std::move(unit));
  const double share = (solution[0] + corner_above * solution[size - 1] / gamma) /
                       (1 + fold[0] + corner_above * fold[size - 1] / gamma);
  for (std::size_t i = 0; i < size; ++i) solution[i] -= share * fold[i];
  return solution;
}

}  // namespace

PeriodicSpline::PeriodicSpline(std::span<const double> knots, double period, std::span<const double> values) {
  const std::size_t size = knots.size();
  segments_.resize(size);
  for (std::size_t i = 0; i < size; ++i) {
    const bool last = i + 1 == size;
    segments_[i].width = (last ? period : knots[i + 1]) - knots[i];
    segments_[i].value = values[i];
    segments_[i].next_value = values[last ? 0 : i + 1];
  }
  std::vector<SplineRow> rows(size);
  for (std::size_t i = 0; i < size; ++i) {
    const Segment& here = segments_[i];
    const Segment& before = segments_[(i + size - 1) % size];
    const double rise = (here.next_value - here.value) / here.width;
    const double rise_before = (before.next_value - before.value) / before.width;
    rows[i] = {before.width, 2 * (before.width + here.width), here.width, 6 * (rise - rise_before)};
  }
  const std::vector<double> seconds = solve_cyclic(std::move(rows));
  for (std::size_t i = 0; i < size; ++i) {
    segments_[i].second = seconds[i];
    segments_[i].next_second = seconds[(i + 1) % size];
  }
}

double PeriodicSpline::value(std::size_t segment, double part) const {
  const Segment& s = segments_[segment];
  const double rest = 1 - part;
  const double bend = (rest * rest * rest - rest) * s.second + (part * part * part - part) * s.next_second;
  return rest * s.value + part * s.next_value + bend * s.width * s.width / 6;
}

}  // namespace slipstream::simulate

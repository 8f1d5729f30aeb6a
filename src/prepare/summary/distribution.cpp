#include "prepare/summary/distribution.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <span>

namespace slipstream::prepare {
namespace {

/// The value at `share` (0 to 1) of the way through `values`, whose smallest `sorted` are in front already.
/// Afterwards those up to the value are.
double quantile(std::span<double> values, double share) {
  const double place = share * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(below);
  std::ranges::nth_element(values, at);
  const double fraction = place - std::floor(place);
  if (fraction == 0) return *at;
  const double above = *std::ranges::min_element(at + 1, values.end());
  return std::lerp(*at, above, fraction);
}

}  // namespace

std::optional<Distribution> distribution_of(std::vector<double>& values) {
  if (values.empty()) return std::nullopt;
  Distribution result;
  const auto [min, max] = std::ranges::minmax(values);
  result.min = min;
  result.max = max;
  result.mean = std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
  result.q1 = quantile(values, 0.25);
  result.median = quantile(values, 0.5);
  result.q3 = quantile(values, 0.75);
  return result;
}

}  // namespace slipstream::prepare

#include "prepare/summary/correlation.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace slipstream::prepare {

void Correlation::add(std::span<const double> one, std::span<const double> other) {
  for (std::size_t row = 0; row < one.size(); ++row) {
    const double a = one[row] - origin_one_;
    const double b = other[row] - origin_other_;
    if (std::isnan(a * b)) continue;
    count_ += 1;
    one_ += a;
    other_ += b;
    squares_one_ += a * a;
    squares_other_ += b * b;
    products_ += a * b;
  }
}

std::optional<double> Correlation::value() const {
  if (count_ < 2) return std::nullopt;
  const double variance_one = squares_one_ - one_ * one_ / count_;
  const double variance_other = squares_other_ - other_ * other_ / count_;
  if (variance_one <= 0 || variance_other <= 0) return std::nullopt;
  const double covariance = products_ - one_ * other_ / count_;
  return std::clamp(covariance / std::sqrt(variance_one * variance_other), -1.0, 1.0);
}

}  // namespace slipstream::prepare

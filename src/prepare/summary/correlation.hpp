#pragma once

#include <optional>
#include <span>

namespace slipstream::prepare {

/// Pearson's coefficient of two channels over the rows where both are known, as pandas' corr(); fed in parts.
class Correlation {
 public:
  /// The origins should be near the means: with them the sums of squares stay exact.
  Correlation(double origin_one, double origin_other)
      : origin_one_(origin_one), origin_other_(origin_other) {}

  /// Equally many of both; NaN is not known.
  void add(std::span<const double> one, std::span<const double> other);
  /// nullopt with fewer than two rows, or where one of them never changes.
  [[nodiscard]] std::optional<double> value() const;

 private:
  double origin_one_, origin_other_;
  double count_ = 0, one_ = 0, other_ = 0, squares_one_ = 0, squares_other_ = 0, products_ = 0;
};

}  // namespace slipstream::prepare

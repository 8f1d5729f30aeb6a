#pragma once

#include <cstdint>
#include <vector>

#include "openf1/query/compare.hpp"
#include "openf1/query/condition.hpp"

namespace slipstream::openf1 {

/// Whole numbers from `low` to `high`, both included; none if low > high.
struct Range {
  std::int64_t low, high;
  friend bool operator==(const Range&, const Range&) = default;
};

/// The condition on a column of whole numbers, or of dates as Unix milliseconds: a value holds if it lies in
/// one of the ranges. `kind` is what the column holds: number or date.
class Ranges {
 public:
  Ranges(const Condition& condition, Kind kind);

  [[nodiscard]] bool contain(std::int64_t value) const {
    for (const Range& range : ranges_) {
      if (value >= range.low && value <= range.high) return true;
    }
    return false;
  }
  [[nodiscard]] const std::vector<Range>& all() const { return ranges_; }

 private:
  std::vector<Range> ranges_;
};

}  // namespace slipstream::openf1

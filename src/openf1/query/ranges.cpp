#include "openf1/query/ranges.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace slipstream::openf1 {
namespace {

constexpr std::int64_t kLowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kHighest = std::numeric_limits<std::int64_t>::max();
constexpr Range kNothing{1, 0};

/// Between neighbouring whole numbers, or beyond all values that a column can have.
std::int64_t clamp(double value) {
  constexpr double kFar = 9e18;
  if (value >= kFar) return kHighest;
  return value <= -kFar ? kLowest : static_cast<std::int64_t>(value);
}

std::int64_t above(std::int64_t value) { return value == kHighest ? value : value + 1; }
std::int64_t below(std::int64_t value) { return value == kLowest ? value : value - 1; }

Range range_of(Operator op, std::int64_t value) {
  switch (op) {
    case Operator::equal: return {value, value};
    case Operator::less: return {kLowest, below(value)};
    case Operator::less_or_equal: return {kLowest, value};
    case Operator::greater: return {above(value), kHighest};
    case Operator::greater_or_equal: return {value, kHighest};
  }
  return kNothing;
}

Range range_of(Operator op, double value) {
  if (std::isnan(value)) return kNothing;
  if (value == std::floor(value) && std::abs(value) < 9e18) return range_of(op, clamp(value));
  switch (op) {
    case Operator::equal: return kNothing;
    case Operator::less:
    case Operator::less_or_equal: return {kLowest, clamp(std::floor(value))};
    case Operator::greater:
    case Operator::greater_or_equal: return {clamp(std::ceil(value)), kHighest};
  }
  return kNothing;
}

Range range_of(const Bound& bound, Kind kind) {
  if (kind_of(bound.value) != kind) return kNothing;
  if (const auto* date = std::get_if<UtcTime>(&bound.value)) {
    return range_of(bound.op, std::int64_t{date->time_since_epoch().count()});
  }
  if (const auto* whole = std::get_if<std::int64_t>(&bound.value)) return range_of(bound.op, *whole);
  return range_of(bound.op, std::get<double>(bound.value));
}

}  // namespace

Ranges::Ranges(const Condition& condition, Kind kind) {
  for (const std::vector<Bound>& all : condition.alternatives) {
    Range range{kLowest, kHighest};
    for (const Bound& bound : all) {
      const Range one = range_of(bound, kind);
      range = {std::max(range.low, one.low), std::min(range.high, one.high)};
    }
    if (range.low <= range.high) ranges_.push_back(range);
  }
}

}  // namespace slipstream::openf1

#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "openf1/query/filter.hpp"

namespace slipstream::openf1 {

/// A comparison without its field.
struct Bound {
  Operator op = Operator::equal;
  Value value;
  friend bool operator==(const Bound&, const Bound&) = default;
};

/// What a query asks of one field: any of the alternatives, of each of which all bounds (one or two) hold.
struct Condition {
  std::string field;
  std::vector<std::vector<Bound>> alternatives;

  [[nodiscard]] bool holds(const Value& value) const;
  friend bool operator==(const Condition&, const Condition&) = default;
};

/// Combines the filters of a query, field by field in the order of first mention. Of one field: repeated
/// filters count once; then the smallest lower bound is paired with the smallest upper bound that is not
/// below it, and so on until one finds none; each equality, each pair and each bound left over is an
/// alternative. Errors: invalid_argument (bounds of one field are of different kinds).
Result<std::vector<Condition>> combine(std::vector<Filter> filters);

}  // namespace slipstream::openf1

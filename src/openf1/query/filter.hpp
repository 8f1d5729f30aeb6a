#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "openf1/value.hpp"

namespace slipstream::openf1 {

enum class Operator : std::uint8_t { equal, less, less_or_equal, greater, greater_or_equal };

/// One comparison of a query.
struct Filter {
  std::string field;  ///< in lower case
  Operator op = Operator::equal;
  Value value;
  friend bool operator==(const Filter&, const Filter&) = default;
};

/// A comparison as it stands in the query, before its value is understood.
struct FilterText {
  std::string field;  ///< in lower case
  Operator op = Operator::equal;
  std::string value;
  friend bool operator==(const FilterText&, const FilterText&) = default;
};

/// Cuts a decoded pair of the query string, "speed>" and "315", into field, operator and value. One `=` left
/// over behind `>=` or `<=`, which HTTP libraries produce of {"speed>=": 315}, is dropped: OpenF1 itself
/// finds nothing then. Errors: invalid_argument (no operator in it).
Result<FilterText> cut_filter(std::string_view key, std::string_view value);

/// Understands the value: boolean, whole number, number, date, else text; gmt_offset and team_colour are
/// always text. A date without a time of day means its whole UTC day, which may take two comparisons.
/// `now` is where missing parts of dates come from.
[[nodiscard]] std::vector<Filter> understand_filter(const FilterText& filter, UtcTime now);

}  // namespace slipstream::openf1

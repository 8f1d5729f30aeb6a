#pragma once

#include "openf1/query/filter.hpp"

/// Values compared as MongoDB does: only within one kind, whole and other numbers being one.
namespace slipstream::openf1 {

enum class Kind : std::uint8_t { none, boolean, number, date, text, list };
[[nodiscard]] Kind kind_of(const Value& value);

/// Whether `value` op `bound` holds. False between kinds, for null and for NaN. A list holds if one of its
/// elements does.
[[nodiscard]] bool fits(const Value& value, Operator op, const Value& bound);

/// Whether `a` sorts before `b`; both of one kind, numbers, dates or texts.
[[nodiscard]] bool is_below(const Value& a, const Value& b);

}  // namespace slipstream::openf1

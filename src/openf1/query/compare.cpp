#include "openf1/query/compare.hpp"

#include <algorithm>
#include <compare>

namespace slipstream::openf1 {
namespace {

/// int64 against int64 exactly, everything else as double.
std::partial_ordering order_of_numbers(const Value& a, const Value& b) {
  const auto* whole_a = std::get_if<std::int64_t>(&a);
  const auto* whole_b = std::get_if<std::int64_t>(&b);
  if (whole_a != nullptr && whole_b != nullptr) return *whole_a <=> *whole_b;
  const double left = whole_a != nullptr ? static_cast<double>(*whole_a) : std::get<double>(a);
  const double right = whole_b != nullptr ? static_cast<double>(*whole_b) : std::get<double>(b);
  return left <=> right;
}

std::partial_ordering order(const Value& a, const Value& b) {
  const Kind kind = kind_of(a);
  if (kind != kind_of(b)) return std::partial_ordering::unordered;
  switch (kind) {
    case Kind::boolean: return std::get<bool>(a) <=> std::get<bool>(b);
    case Kind::number: return order_of_numbers(a, b);
    case Kind::date:
      return std::get<UtcTime>(a).time_since_epoch().count() <=>
             std::get<UtcTime>(b).time_since_epoch().count();
    case Kind::text: return std::get<std::string>(a).compare(std::get<std::string>(b)) <=> 0;
    case Kind::none:
    case Kind::list: break;
  }
  return std::partial_ordering::unordered;
}

}  // namespace

Kind kind_of(const Value& value) {
  constexpr Kind kKinds[] = {Kind::none, Kind::boolean, Kind::number, Kind::number,
                             Kind::date, Kind::text,    Kind::list,   Kind::list};
  return kKinds[value.index()];
}

bool fits(const Value& value, Operator op, const Value& bound) {
  const auto any_fits = [&](const auto& list) {
    return std::ranges::any_of(list,
                               [&](const auto& element) { return element && fits(*element, op, bound); });
  };
  if (const auto* list = std::get_if<List<std::int64_t>>(&value)) return any_fits(*list);
  if (const auto* list = std::get_if<List<double>>(&value)) return any_fits(*list);
  const auto ordering = order(value, bound);
  switch (op) {
    case Operator::equal: return ordering == 0;
    case Operator::less: return ordering < 0;
    case Operator::less_or_equal: return ordering <= 0;
    case Operator::greater: return ordering > 0;
    case Operator::greater_or_equal: return ordering >= 0;
  }
  return false;
}

bool is_below(const Value& a, const Value& b) { return order(a, b) < 0; }

}  // namespace slipstream::openf1

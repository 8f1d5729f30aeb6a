#include "openf1/query/condition.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "openf1/query/compare.hpp"

namespace slipstream::openf1 {
namespace {

bool is_lower(Operator op) { return op == Operator::greater || op == Operator::greater_or_equal; }

/// The filters of one field, sorted out.
struct Bounds {
  std::vector<Bound> equal, lower, upper;

  void add(Bound bound) {
    auto& list = bound.op == Operator::equal ? equal : is_lower(bound.op) ? lower : upper;
    if (std::ranges::find(list, bound) == list.end()) list.push_back(std::move(bound));
  }

  [[nodiscard]] bool are_comparable() const {
    std::optional<Kind> kind;
    for (const auto* list : {&lower, &upper}) {
      for (const Bound& bound : *list) {
        if (kind && *kind != kind_of(bound.value)) return false;
        kind = kind_of(bound.value);
      }
    }
    return true;
  }
};

void sort(std::vector<Bound>& bounds) { std::ranges::stable_sort(bounds, is_below, &Bound::value); }

std::vector<std::vector<Bound>> alternatives(Bounds bounds) {
  std::vector<std::vector<Bound>> any;
  any.reserve(bounds.equal.size() + bounds.lower.size() + bounds.upper.size());
  for (Bound& bound : bounds.equal) any.push_back({std::move(bound)});
  sort(bounds.lower);
  sort(bounds.upper);
  while (!bounds.lower.empty()) {
    const auto upper = std::ranges::find_if(
        bounds.upper, [&](const Bound& bound) { return !is_below(bound.value, bounds.lower.front().value); });
    if (upper == bounds.upper.end()) break;
    any.push_back({std::move(bounds.lower.front()), std::move(*upper)});
    bounds.lower.erase(bounds.lower.begin());
    bounds.upper.erase(upper);
  }
  for (auto* left_over : {&bounds.lower, &bounds.upper}) {
    for (Bound& bound : *left_over) any.push_back({std::move(bound)});
  }
  return any;
}

}  // namespace

bool Condition::holds(const Value& value) const {
  return std::ranges::any_of(alternatives, [&](const std::vector<Bound>& all) {
    return std::ranges::all_of(all, [&](const Bound& bound) { return fits(value, bound.op, bound.value); });
  });
}

Result<std::vector<Condition>> combine(std::vector<Filter> filters) {
  std::vector<std::pair<std::string, Bounds>> fields;
  for (Filter& filter : filters) {
    auto at = std::ranges::find(fields, filter.field, &std::pair<std::string, Bounds>::first);
    if (at == fields.end()) at = fields.insert(fields.end(), {filter.field, {}});
    at->second.add({filter.op, std::move(filter.value)});
  }
  std::vector<Condition> conditions;
  for (auto& [field, bounds] : fields) {
    if (!bounds.are_comparable()) {
      return fail(ErrorCode::invalid_argument,
                  "the bounds of '{}' are of different kinds: numbers, dates and texts cannot be compared",
                  field);
    }
    conditions.push_back({std::move(field), alternatives(std::move(bounds))});
  }
  return conditions;
}

}  // namespace slipstream::openf1

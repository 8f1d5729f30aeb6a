#include "openf1/query/query.hpp"

namespace slipstream::openf1 {
namespace {

bool is_key(std::string_view field) { return field == "session_key" || field == "meeting_key"; }

/// What Python takes for true: a nonzero number, a non-empty text.
bool is_true(const Value& value) {
  if (const auto* truth = std::get_if<bool>(&value)) return *truth;
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return *whole != 0;
  if (const auto* number = std::get_if<double>(&value)) return *number != 0;
  if (const auto* text = std::get_if<std::string>(&value)) return !text->empty();
  return true;
}

}  // namespace

Result<Query> parse_query(const std::vector<std::pair<std::string, std::string>>& items,
                          const QueryContext& context) {
  Query query;
  std::vector<Filter> filters;
  std::optional<std::optional<SessionKeys>> latest;
  for (const auto& [key, value] : items) {
    auto text = cut_filter(key, value);
    if (!text) return propagate(text);
    if (is_key(text->field) && text->value == "latest") {
      if (!latest) latest = context.latest();
      // Without any session the word stays, and fits nothing.
      if (*latest) {
        const auto number = text->field == "session_key" ? (*latest)->session_key : (*latest)->meeting_key;
        filters.push_back({text->field, text->op, number});
        continue;
      }
    }
    for (Filter& filter : understand_filter(*text, context.now)) {
      if (filter.field == "csv") {
        query.csv = is_true(filter.value);
      } else {
        filters.push_back(std::move(filter));
      }
    }
  }
  auto conditions = combine(std::move(filters));
  if (!conditions) return propagate(conditions);
  query.conditions = std::move(*conditions);
  return query;
}

}  // namespace slipstream::openf1

#include "openf1/query/filter.hpp"

#include <array>
#include <utility>

#include "openf1/query/ascii.hpp"
#include "openf1/query/date_text.hpp"
#include "openf1/query/python_number.hpp"

namespace slipstream::openf1 {
namespace {

/// In the order in which they are looked for.
constexpr std::array<std::pair<std::string_view, Operator>, 5> kOperators{{{">=", Operator::greater_or_equal},
                                                                           {"<=", Operator::less_or_equal},
                                                                           {"=", Operator::equal},
                                                                           {">", Operator::greater},
                                                                           {"<", Operator::less}}};

bool ends_in_blank_and_clock(std::string_view text) {
  constexpr std::string_view kShape = " 00:00";
  if (text.size() < kShape.size()) return false;
  const std::string_view end = text.substr(text.size() - kShape.size());
  for (std::size_t i = 0; i < kShape.size(); ++i) {
    if (kShape[i] == '0' ? !is_digit(end[i]) : end[i] != kShape[i]) return false;
  }
  return true;
}

/// The `+` of a time zone, sent unencoded, has been read as a blank.
void restore_zone(std::string& text) {
  if (text.contains("date") && ends_in_blank_and_clock(text)) text[text.find(' ')] = '+';
}

std::vector<Filter> whole_day(const FilterText& filter, UtcTime day) {
  const Value begin = day;
  const Value end = day + std::chrono::days{1};
  const std::string& field = filter.field;
  switch (filter.op) {
    case Operator::greater: return {{field, Operator::greater_or_equal, end}};
    case Operator::less_or_equal: return {{field, Operator::less, end}};
    case Operator::equal: return {{field, Operator::greater_or_equal, begin}, {field, Operator::less, end}};
    case Operator::less:
    case Operator::greater_or_equal: break;
  }
  return {{field, filter.op, begin}};
}

}  // namespace

Result<FilterText> cut_filter(std::string_view key, std::string_view value) {
  std::string text{key};
  if (!value.empty()) (text += '=') += value;
  restore_zone(text);
  for (const auto& [name, op] : kOperators) {
    const auto at = text.find(name);
    if (at == std::string::npos) continue;
    std::string rest = text.substr(at + name.size());
    if (name.size() == 2 && rest.starts_with('=')) rest.erase(0, 1);
    return FilterText{ascii_lower(std::string_view{text}.substr(0, at)), op, std::move(rest)};
  }
  return fail(ErrorCode::invalid_argument,
              "'{}' compares nothing: a filter is a field, one of = > < >= <=, and a value", text);
}

std::vector<Filter> understand_filter(const FilterText& filter, UtcTime now) {
  const auto one = [&](Value value) {
    return std::vector<Filter>{{filter.field, filter.op, std::move(value)}};
  };
  if (filter.field == "gmt_offset" || filter.field == "team_colour") return one(filter.value);
  const std::string lower = ascii_lower(filter.value);
  if (lower == "true" || lower == "false") return one(lower == "true");
  if (const auto number = parse_python_int(filter.value)) return one(*number);
  if (const auto number = parse_python_float(filter.value)) return one(*number);
  const auto date = parse_date_text(filter.value, now);
  if (!date) return one(filter.value);
  if (!date->has_hour) return whole_day(filter, date->time);
  return one(date->time);
}

}  // namespace slipstream::openf1

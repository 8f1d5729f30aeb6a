#include "openf1/query/query.hpp"

#include <fstream>
#include <random>

#include <gtest/gtest.h>

#include "openf1/answer/value_text.hpp"
#include "openf1/query/date_text.hpp"
#include "openf1/query/ranges.hpp"

namespace slipstream::openf1 {
namespace {

constexpr UtcTime kToday = std::chrono::sys_days{std::chrono::year{2025} / 11 / 29} + std::chrono::hours{17};

struct Case {
  std::string given, expected;
};

/// Lines of given, tab, expected; # begins a comment.
std::vector<Case> cases_in(const std::string& file) {
  std::vector<Case> cases;
  std::ifstream lines(SLIPSTREAM_TEST_DATA "/" + file);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with('#')) continue;
    const auto tab = line.find('\t');
    cases.push_back({line.substr(0, tab), line.substr(tab + 1)});
  }
  EXPECT_FALSE(cases.empty()) << file;
  return cases;
}

int hex_digit(char c) { return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10; }

std::string decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size()) {
      out += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
      i += 2;
    } else {
      out += text[i] == '+' ? ' ' : text[i];
    }
  }
  return out;
}

std::vector<std::pair<std::string, std::string>> items_of(std::string_view query) {
  std::vector<std::pair<std::string, std::string>> items;
  while (!query.empty()) {
    const std::string_view item = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(query.size(), item.size() + 1));
    const auto equals = std::min(item.find('='), item.size());
    items.emplace_back(decoded(item.substr(0, equals)),
                       decoded(item.substr(std::min(equals + 1, item.size()))));
  }
  return items;
}

std::string spelled(const Value& value) {
  if (const auto* date = std::get_if<UtcTime>(&value)) return base::format_utc(*date);
  if (const auto* text = std::get_if<std::string>(&value)) return "'" + *text + "'";
  std::string out;
  append_json_value(out, value);
  return out;
}

std::string_view sign_of(Operator op) {
  constexpr std::string_view kSigns[] = {"=", "<", "<=", ">", ">="};
  return kSigns[static_cast<std::size_t>(op)];
}

std::string spelled(const Query& query) {
  std::vector<std::string> parts;
  for (const Condition& condition : query.conditions) {
    parts.push_back(condition.field);
    for (const auto& all : condition.alternatives) {
      std::vector<std::string> bounds;
      for (const Bound& bound : all)
        bounds.push_back(fmt::format("{}{}", sign_of(bound.op), spelled(bound.value)));
      parts.push_back(fmt::format("[{}]", fmt::join(bounds, " ")));
    }
  }
  if (query.csv) parts.emplace_back("csv");
  return fmt::format("{}", fmt::join(parts, " "));
}

TEST(DateText, IsReadAsDateutilDoes) {
  for (const auto& [given, expected] : cases_in("dates.txt")) {
    const auto date = parse_date_text(given, kToday);
    const std::string got = date ? base::format_utc(date->time) + (date->has_hour ? "" : " day") : "none";
    EXPECT_EQ(got, expected) << given;
  }
}

TEST(Query, IsUnderstoodAsOpenF1Does) {
  const QueryContext context{kToday, [] { return std::optional{SessionKeys{1272, 9873}}; }};
  for (const auto& [given, expected] : cases_in("queries.txt")) {
    const auto query = parse_query(items_of(given), context);
    EXPECT_EQ(query ? spelled(*query) : "error", expected) << given;
  }
}

TEST(Query, LatestWithoutSessionsFitsNothing) {
  const auto query = parse_query({{"session_key", "latest"}}, {kToday});
  ASSERT_TRUE(query);
  EXPECT_FALSE(query->conditions.front().holds(std::int64_t{9873}));
}

TEST(Condition, ComparesOnlyWithinOneKind) {
  const auto holds = [](std::string_view query, const Value& value) {
    return parse_query(items_of(query), {kToday})->conditions.front().holds(value);
  };
  EXPECT_TRUE(holds("n=27", 27.0));
  EXPECT_TRUE(holds("n=27.0", std::int64_t{27}));
  EXPECT_FALSE(holds("n=1", true));
  EXPECT_FALSE(holds("n>1", std::string{"+1 LAP"}));
  EXPECT_FALSE(holds("n<1", Value{}));
  EXPECT_FALSE(holds("n=nan", 1.0));
  EXPECT_TRUE(holds("n>=S", std::string{"SAI"}));
  EXPECT_TRUE(holds("n=2051", std::vector<std::optional<std::int64_t>>{std::nullopt, 2051}));
  EXPECT_FALSE(holds("n=2049", std::vector<std::optional<std::int64_t>>{std::nullopt, 2051}));
}

TEST(Ranges, SayWhatTheConditionSays) {
  std::mt19937 random{7};
  const std::vector<std::string> bounds{"0",   "5",    "-5",   "5.5",  "-5.5", "1e300",           "-1e300",
                                        "inf", "-inf", "true", "text", "4.0",  "9007199254740993"};
  const std::vector<std::string> signs{"=", "<", "<=", ">", ">="};
  for (int round = 0; round < 2000; ++round) {
    std::vector<Filter> filters;
    for (unsigned i = 0; i <= random() % 3; ++i) {
      const auto text =
          cut_filter("n" + signs[random() % signs.size()] + bounds[random() % bounds.size()], "");
      for (Filter& filter : understand_filter(*text, kToday)) filters.push_back(std::move(filter));
    }
    const auto conditions = combine(std::move(filters));
    if (!conditions) continue;
    const Ranges ranges(conditions->front(), Kind::number);
    for (std::int64_t value = -7; value <= 7; ++value) {
      EXPECT_EQ(ranges.contain(value), conditions->front().holds(value)) << value;
    }
  }
}

}  // namespace
}  // namespace slipstream::openf1

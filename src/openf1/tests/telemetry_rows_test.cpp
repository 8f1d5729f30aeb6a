#include "openf1/telemetry_rows.hpp"

#include <gtest/gtest.h>

#include "openf1/query/query.hpp"

namespace slipstream::openf1 {
namespace {

constexpr UtcTime kStart = std::chrono::sys_days{std::chrono::year{2025} / 10 / 25};

class LocationRows : public ::testing::Test {
 protected:
  void add(int millis, int car, std::int32_t x) {
    added_.emplace_back(millis, car);
    rows_.add(kStart + Milliseconds{millis}, car, std::array{x, 20, 30});
  }

  /// The rows found, numbered in the order in which they were added.
  std::vector<std::uint32_t> select(const std::vector<std::pair<std::string, std::string>>& items) {
    return select_at_most(SIZE_MAX, items).value();
  }

  std::optional<std::vector<std::uint32_t>> select_at_most(
      std::size_t most, const std::vector<std::pair<std::string, std::string>>& items) {
    const auto query = parse_query(items, {kStart});
    std::vector<FieldCondition> conditions;
    for (const Condition& condition : query->conditions) {
      conditions.push_back({*field_index(Collection::location, condition.field), &condition});
    }
    auto rows = rows_.select(conditions, most);
    if (!rows) return rows;
    for (std::uint32_t& row : *rows) row = number_of(row);
    return rows;
  }

  std::uint32_t number_of(std::uint32_t row) {
    const auto millis = std::get<UtcTime>(rows_.value(row, 3)) - kStart;
    const std::pair added{static_cast<int>(millis.count()),
                          static_cast<int>(std::get<std::int64_t>(rows_.value(row, 2)))};
    return static_cast<std::uint32_t>(std::ranges::find(added_, added) - added_.begin());
  }

  TelemetryRows rows_{Collection::location};
  std::vector<std::pair<int, int>> added_;
};

using Numbers = std::vector<std::uint32_t>;

TEST_F(LocationRows, AreSelectedInTheirOrder) {
  add(0, 1, 10);
  add(0, 4, 11);
  add(5, 1, 12);
  add(5, 4, TelemetryRows::kUnknown);
  add(9, 81, 13);
  rows_.finish({1272, 9873});
  EXPECT_EQ(select({}), (Numbers{0, 1, 2, 3, 4}));
  EXPECT_EQ(select({{"driver_number", "4"}}), (Numbers{1, 3}));
  EXPECT_EQ(select({{"driver_number<81", ""}, {"x>10", ""}}), (Numbers{1, 2}));
  EXPECT_EQ(select({{"x<11.5", ""}}), (Numbers{0, 1}));
  EXPECT_EQ(select({{"date>2025-10-25T00:00:00.005", ""}}), (Numbers{4}));
  EXPECT_EQ(select({{"session_key", "9873"}, {"x", "13"}}), (Numbers{4}));
  EXPECT_EQ(select({{"session_key", "1"}}), Numbers{});
}

TEST_F(LocationRows, AreFoundByDateInOrderOrNot) {
  for (const int millis : {0, 5, 9, 14, 20}) {
    add(millis, 1, millis);
    add(millis, 4, millis);
  }
  add(7, 44, 7);  // came late
  rows_.finish({1272, 9873});
  const std::string from = "date>=2025-10-25T00:00:00.005", to = "date<2025-10-25T00:00:00.014";
  EXPECT_EQ(select({{from, ""}, {to, ""}}), (Numbers{2, 3, 4, 5, 10}));
  EXPECT_EQ(select({{from, ""}, {to, ""}, {"driver_number", "4"}}), (Numbers{3, 5}));

  rows_ = TelemetryRows{Collection::location};
  added_.clear();
  for (const int millis : {0, 5, 9, 14, 20}) {
    add(millis, 1, millis);
    add(millis, 4, millis);
  }
  rows_.finish({1272, 9873});
  EXPECT_EQ(select({{from, ""}, {to, ""}}), (Numbers{2, 3, 4, 5}));
  EXPECT_EQ(select({{from, ""}, {to, ""}, {"driver_number", "4"}}), (Numbers{3, 5}));
  EXPECT_EQ(select({{from, ""}, {to, ""}, {"driver_number<9", ""}}), (Numbers{2, 3, 4, 5}));
  EXPECT_EQ(select({{to, ""}, {from, ""}, {"driver_number", "9"}}), Numbers{});
  EXPECT_EQ(select({{"date>2025-10-26", ""}}), Numbers{});
  EXPECT_EQ(select({{"date", "2025-10-25T00:00:00.009"}}), (Numbers{4, 5}));
}

TEST_F(LocationRows, AreNotLookedForWhereThatTakesTooLong) {
  for (const int millis : {0, 5, 9}) {
    add(millis, 1, millis);
    add(millis, 4, millis);
  }
  rows_.finish({1272, 9873});
  EXPECT_EQ(select_at_most(5, {}), std::nullopt);
  EXPECT_EQ(select_at_most(6, {{"x", "9"}}), (Numbers{4, 5}));
  EXPECT_EQ(select_at_most(2, {{"driver_number", "4"}, {"x", "9"}}), std::nullopt);
  EXPECT_EQ(select_at_most(3, {{"driver_number", "4"}, {"x", "9"}}), (Numbers{5}));
  EXPECT_EQ(select_at_most(2, {{"driver_number", "4"}, {"date>=2025-10-25T00:00:00.005", ""}}),
            (Numbers{3, 5}));
}

TEST_F(LocationRows, OfACarAtOneInstantTheLastCounts) {
  add(0, 1, 10);
  add(5, 1, 11);
  add(0, 1, 12);
  rows_.finish({1272, 9873});
  ASSERT_EQ(rows_.size(), 2u);
  EXPECT_EQ(rows_.value(0, 4), Value{std::int64_t{11}});
  EXPECT_EQ(rows_.value(1, 4), Value{std::int64_t{12}});
}

TEST_F(LocationRows, AreWrittenAsOpenF1Does) {
  add(5, 1, TelemetryRows::kUnknown);
  rows_.finish({1272, 9873});
  std::string text;
  rows_.append_json(0, text);
  EXPECT_EQ(
      text,
      R"({"meeting_key":1272,"session_key":9873,"driver_number":1,"date":"2025-10-25T00:00:00.005000+00:00",)"
      R"("x":null,"y":20,"z":30})");
}

}  // namespace
}  // namespace slipstream::openf1

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "store/stretch.hpp"

namespace slipstream::store {
namespace {

/// Values 10 ms apart, cut into stretches of `lengths`; a negative length begins a line.
class Series {
 public:
  Series(std::vector<float> values, const std::vector<int>& lengths) : values_(std::move(values)) {
    for (std::size_t i = 0; i < values_.size(); ++i) times_.push_back(static_cast<std::int32_t>(10 * i));
    std::size_t at = 0;
    for (const int length : lengths) {
      const auto size = static_cast<std::size_t>(std::abs(length));
      stretches_.push_back(
          {std::span{values_}.subspan(at, size), std::span{times_}.subspan(at, size), 1000, length < 0});
      at += size;
    }
  }
  [[nodiscard]] std::span<const Stretch> stretches() const { return stretches_; }

 private:
  std::vector<float> values_;
  std::vector<std::int32_t> times_;
  std::vector<Stretch> stretches_;
};

std::vector<float> noise(std::size_t count, unsigned seed = 1) {
  std::mt19937 random(seed);
  std::vector<float> values(count);
  for (float& value : values) value = static_cast<float>(random() % 100'000) / 100;
  return values;
}

float smallest(const std::vector<Point>& points) {
  float least = INFINITY;
  for (const Point& point : points) least = std::isnan(point.value) ? least : std::min(least, point.value);
  return least;
}
float largest(const std::vector<Point>& points) {
  float most = -INFINITY;
  for (const Point& point : points) most = std::isnan(point.value) ? most : std::max(most, point.value);
  return most;
}
bool in_order(const std::vector<Point>& points) {
  return std::is_sorted(points.begin(), points.end(),
                        [](const Point& a, const Point& b) { return a.time_ms < b.time_ms; });
}
std::size_t gaps(const std::vector<Point>& points) {
  return static_cast<std::size_t>(
      std::count_if(points.begin(), points.end(), [](auto& p) { return p.is_gap(); }));
}

TEST(Reduce, NeverExceedsTheBudgetAndKeepsWhatIsSeen) {
  const std::vector<float> values = noise(5000);
  for (const std::vector<int>& lengths :
       {std::vector<int>{5000}, {512, 512, 3976}, {100, -400, -4500}, {1, -1, -1, 4997}}) {
    const Series series(values, lengths);
    for (std::size_t budget = 2; budget < 1200; budget += 7) {
      const auto points = reduce(series.stretches(), budget);
      ASSERT_LE(points.size(), budget);
      ASSERT_TRUE(in_order(points));
      ASSERT_EQ(points.front().value, values.front());
      ASSERT_EQ(points.back().value, values.back());
      if (budget < 40) continue;
      ASSERT_EQ(smallest(points), *std::min_element(values.begin(), values.end())) << budget;
      ASSERT_EQ(largest(points), *std::max_element(values.begin(), values.end())) << budget;
      ASSERT_EQ(gaps(points), static_cast<std::size_t>(std::count_if(lengths.begin() + 1, lengths.end(),
                                                                     [](int l) { return l < 0; })));
    }
  }
}

TEST(Reduce, UsesMostOfTheBudget) {
  const Series series(noise(60'000), {60'000});
  EXPECT_GT(reduce(series.stretches(), 1000).size(), 900U);
}

TEST(Reduce, ASpikeOfOneValueSurvives) {
  std::vector<float> values(10'000, 100);
  values[7777] = 331;
  const Series series(values, {10'000});
  const auto points = reduce(series.stretches(), 50);
  const auto spike =
      std::find_if(points.begin(), points.end(), [](const Point& p) { return p.value == 331; });
  ASSERT_NE(spike, points.end());
  EXPECT_EQ(spike->time_ms, 1000 + 77'770);
}

TEST(Reduce, ALongStretchWithoutValuesIsAGap) {
  std::vector<float> values = noise(4000);
  std::fill(values.begin() + 1000, values.begin() + 2000, NAN);
  const Series series(values, {4000});
  const auto points = reduce(series.stretches(), 100);
  ASSERT_EQ(gaps(points), 1U);
  const auto gap = std::find_if(points.begin(), points.end(), [](const Point& p) { return p.is_gap(); });
  EXPECT_GT(gap->time_ms, 1000 + 9000);
  EXPECT_LT(gap->time_ms, 1000 + 20'000);
}

TEST(Reduce, NothingKnownIsNothing) {
  const Series series(std::vector<float>(10, NAN), {10});
  EXPECT_TRUE(reduce(series.stretches(), 5).empty());
  EXPECT_TRUE(all_points(series.stretches()).empty());
  EXPECT_TRUE(all_points({}).empty());
  EXPECT_TRUE(reduce({}, 5).empty());
}

TEST(AllPoints, SingleMissingValuesAreLeftOutLongHolesAreGaps) {
  std::vector<float> values(500, 1);
  values[3] = NAN;
  std::fill(values.begin() + 100, values.begin() + 400, NAN);
  const Series series(values, {500});
  const auto points = all_points(series.stretches());
  EXPECT_EQ(points.size(), 500U - 301U + 1U);
  EXPECT_EQ(gaps(points), 1U);
}

TEST(AllPoints, AGapStandsBetweenLines) {
  const Series series({1, 2, 3}, {2, -1});
  const auto points = all_points(series.stretches());
  ASSERT_EQ(points.size(), 4U);
  EXPECT_TRUE(points[2].is_gap());
  EXPECT_EQ(points[2].time_ms, points[1].time_ms + 1);
}

}  // namespace
}  // namespace slipstream::store

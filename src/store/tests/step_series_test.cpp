#include "store/step_series.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "store/telemetry_chunk.hpp"

namespace slipstream::store {
namespace {

using ::testing::ElementsAre;

/// "12@0 null@100": value and time of each point.
std::vector<std::string> text(const std::vector<Point>& points) {
  std::vector<std::string> all;
  for (const Point& point : points) {
    const std::string value = point.is_gap() ? "null" : std::to_string(static_cast<int>(point.value));
    all.push_back(value + "@" + std::to_string(point.time_ms));
  }
  return all;
}

Moment at(std::int64_t ms) { return {ms, 1'000'000 + ms}; }

TEST(StepSeries, HoldsEachValueUntilTheNext) {
  StepSeries series(100);
  EXPECT_TRUE(series.series({}, 0).empty());
  EXPECT_EQ(series.latest(), std::nullopt);
  series.set(at(100), 5);
  series.set(at(150), 5);  // no change
  series.set(at(300), 4);
  EXPECT_EQ(series.latest(), 4);
  EXPECT_THAT(text(series.series({}, 1000)), ElementsAre("5@100", "4@300", "4@1000"));
  EXPECT_THAT(text(series.series({Axis::wall, 200, 400, 0}, 1000)), ElementsAre("5@200", "4@300", "4@400"));
  EXPECT_THAT(text(series.series({Axis::wall, 500, 600, 0}, 1000)), ElementsAre("4@500", "4@600"));
  EXPECT_THAT(text(series.series({Axis::wall, 0, 50, 0}, 1000)), ElementsAre());
  EXPECT_THAT(text(series.series({Axis::wall, 2000, 3000, 0}, 1000)), ElementsAre());
  EXPECT_THAT(text(series.series({Axis::event, 1'000'200, {}, 0}, 1'000'350)),
              ElementsAre("5@1000200", "4@1000300", "4@1000350"));
}

TEST(StepSeries, UnknownIsAGap) {
  StepSeries series(100);
  series.set(at(0), std::nullopt);
  series.set(at(100), 7);
  series.set(at(200), std::nullopt);
  series.set(at(300), 7);
  EXPECT_THAT(text(series.series({}, 0)), ElementsAre("7@100", "null@200", "7@300"));
}

TEST(StepSeries, ASeekBackReplacesEventTime) {
  StepSeries series(100);
  series.set(at(100), 1);
  series.set(at(200), 2);
  series.set({300, TelemetryRow::kNoTime}, std::nullopt);
  series.set({310, 1'000'150}, 9);
  EXPECT_THAT(text(series.series({Axis::event, {}, {}, 0}, 1'000'150)),
              ElementsAre("1@1000100", "9@1000150"));
  EXPECT_THAT(text(series.series({}, 310)), ElementsAre("1@100", "2@200", "null@300", "9@310"));
}

TEST(StepSeries, IsBoundedAndReduced) {
  StepSeries series(1000);
  for (int i = 0; i < 10'000; ++i) series.set(at(10 * i), static_cast<float>(i % 50));
  const auto all = series.series({}, 0);
  EXPECT_LE(all.size(), 1200U);
  EXPECT_GE(all.size(), 900U);
  EXPECT_LE(series.series({Axis::wall, {}, {}, 100}, 0).size(), 100U);
}

}  // namespace
}  // namespace slipstream::store

#include "prepare/merge_kernel.hpp"

#include <cmath>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace slipstream::prepare {
namespace {

using ::testing::ElementsAre;

SessionTime at_ms(int ms) { return SessionTime{Milliseconds{ms}}; }

domain::CarSample car(int ms, std::uint16_t speed) {
  domain::CarSample sample;
  sample.time = at_ms(ms);
  sample.speed_kmh = speed;
  sample.rpm = 10'000;
  sample.gear = 7;
  sample.throttle_pct = 100;
  sample.brake_pct = 0;
  sample.drs = 12;
  return sample;
}

domain::PositionSample position(int ms, int x) {
  return {.time = at_ms(ms), .car = 1, .at = domain::Point{x, 2 * x, 5}};
}
domain::PositionSample nowhere(int ms) { return {.time = at_ms(ms), .car = 1, .at = std::nullopt}; }

std::vector<MergedRow> drain(MergeKernel& kernel) {
  std::vector<MergedRow> rows;
  while (const auto row = kernel.next()) rows.push_back(*row);
  return rows;
}

std::vector<int> times(const std::vector<MergedRow>& rows) {
  std::vector<int> ms;
  for (const MergedRow& row : rows) ms.push_back(static_cast<int>(row.time.time_since_epoch().count()));
  return ms;
}

/// A car that goes 1 unit of X per ms and 1 km/h faster per 10 ms, both streams every 200 ms.
void drive(MergeKernel& kernel, int from, int to) {
  for (int ms = from; ms < to; ms += 200) {
    kernel.add(position(ms, ms));
    kernel.add(car(ms + 100, static_cast<std::uint16_t>((ms + 100) / 10)));
  }
}

TEST(MergeKernel, MakesARowOfEachInstantInTimeOrder) {
  MergeKernel kernel{4};
  drive(kernel, 0, 600);
  kernel.finish();
  const auto rows = drain(kernel);
  EXPECT_THAT(times(rows), ElementsAre(0, 100, 200, 300, 400, 500));
  EXPECT_EQ(rows[0].source, RowSource::position);
  EXPECT_EQ(rows[1].source, RowSource::car);
}

TEST(MergeKernel, CarValuesAreLinearBetweenSamplesAndTheFeedsAtThem) {
  MergeKernel kernel{4};
  drive(kernel, 0, 600);
  kernel.finish();
  const auto rows = drain(kernel);
  EXPECT_EQ(rows[1].speed_kmh, 10.0F);
  EXPECT_EQ(rows[2].speed_kmh, 20.0F);  // at a position sample, between 10 and 30
  EXPECT_EQ(rows[2].rpm, 10'000.0F);
  EXPECT_EQ(rows[2].gear, 7);
  EXPECT_EQ(rows[2].drs, 1);
  EXPECT_TRUE(std::isnan(rows[0].speed_kmh)) << "nothing is known before the first car sample";
}

TEST(MergeKernel, PositionsLieOnTheCurveAndAreNotExtrapolated) {
  MergeKernel kernel{4};
  drive(kernel, 0, 1000);
  kernel.finish();
  const auto rows = drain(kernel);
  EXPECT_NEAR(rows[3].x, 300, 1e-6);
  EXPECT_NEAR(rows[3].y, 600, 1e-6);
  EXPECT_TRUE(std::isnan(rows.back().x)) << "after the last position";
}

TEST(MergeKernel, WaitsForLookAheadPositionsAndTheNextCarSample) {
  MergeKernel kernel{3};
  drive(kernel, 0, 600);  // positions at 0, 200, 400
  EXPECT_THAT(times(drain(kernel)), ElementsAre(0)) << "100 needs positions at 200, 400 and 600";
  kernel.add(position(600, 600));
  EXPECT_THAT(times(drain(kernel)), ElementsAre(100, 200));
}

TEST(MergeKernel, LiveAndWholeGiveTheSameRows) {
  MergeKernel whole{4};
  drive(whole, 0, 8000);
  whole.finish();
  const auto expected = drain(whole);
  MergeKernel live{4};
  std::vector<MergedRow> found;
  for (int ms = 0; ms < 8000; ms += 200) {
    drive(live, ms, ms + 200);
    for (const MergedRow& row : drain(live)) found.push_back(row);
  }
  EXPECT_GT(found.size(), expected.size() - 12) << "the delay is bounded";
  live.finish();
  for (const MergedRow& row : drain(live)) found.push_back(row);
  ASSERT_EQ(times(found), times(expected));
  for (std::size_t i = 0; i < found.size(); ++i) {
    EXPECT_THAT(found[i].x, ::testing::NanSensitiveDoubleEq(expected[i].x)) << i;
    EXPECT_THAT(found[i].speed_kmh, ::testing::NanSensitiveFloatEq(expected[i].speed_kmh)) << i;
  }
}

TEST(MergeKernel, TheSameMillisecondInBothStreamsIsOneRow) {
  MergeKernel kernel{4};
  kernel.add(position(100, 1));
  kernel.add(car(100, 50));
  kernel.finish();
  const auto rows = drain(kernel);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].source, RowSource::position);
  EXPECT_EQ(rows[0].speed_kmh, 50.0F);
  EXPECT_EQ(rows[0].x, 1.0);
}

TEST(MergeKernel, AMissingValueIsAHoleForItsChannelOnly) {
  MergeKernel kernel{4};
  domain::CarSample sentinel = car(300, 30);
  sentinel.throttle_pct.reset();
  sentinel.brake_pct.reset();
  kernel.add(car(100, 10));
  kernel.add(position(200, 200));
  kernel.add(sentinel);
  kernel.add(position(400, 400));
  kernel.add(car(500, 50));
  kernel.finish();
  const auto rows = drain(kernel);
  ASSERT_THAT(times(rows), ElementsAre(100, 200, 300, 400, 500));
  EXPECT_TRUE(std::isnan(rows[1].throttle_pct)) << "not into the hole";
  EXPECT_TRUE(std::isnan(rows[2].throttle_pct));
  EXPECT_TRUE(std::isnan(rows[3].throttle_pct)) << "not out of it";
  EXPECT_TRUE(std::isnan(rows[3].brake_pct));
  EXPECT_EQ(rows[1].speed_kmh, 20.0F);
  EXPECT_EQ(rows[3].speed_kmh, 40.0F);
}

TEST(MergeKernel, AMissingPositionEndsTheCurve) {
  MergeKernel kernel{4};
  drive(kernel, 0, 600);
  kernel.add(nowhere(600));
  kernel.add(car(700, 70));
  drive(kernel, 800, 1400);
  kernel.finish();
  const auto rows = drain(kernel);
  ASSERT_THAT(times(rows),
              ElementsAre(0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000, 1100, 1200, 1300));
  EXPECT_NEAR(rows[3].x, 300, 1e-6);
  for (const std::size_t i : {5U, 6U, 7U}) EXPECT_TRUE(std::isnan(rows[i].x)) << times(rows)[i];
  EXPECT_EQ(rows[6].speed_kmh, 60.0F);
  EXPECT_NEAR(rows[9].x, 900, 1e-6);
}

TEST(MergeKernel, NothingIsInterpolatedAcrossMoreThanTwoSeconds) {
  MergeKernel kernel{4};
  kernel.add(position(0, 0));
  kernel.add(car(100, 10));
  kernel.add(car(1000, 10));
  kernel.add(position(2100, 2100));
  kernel.add(car(3001, 20));
  kernel.add(car(4000, 20));
  kernel.finish();
  const auto rows = drain(kernel);
  ASSERT_THAT(times(rows), ElementsAre(0, 100, 1000, 2100, 3001, 4000));
  EXPECT_TRUE(std::isnan(rows[2].x));
  EXPECT_TRUE(std::isnan(rows[3].speed_kmh));
  EXPECT_EQ(rows[3].gear, 7) << "kept for as long as a sample counts";
}

TEST(MergeKernel, ASilentStreamHoldsNothingUpForLong) {
  MergeKernel kernel{4};
  kernel.add(position(0, 0));
  std::size_t out = 0;
  for (int ms = 100; ms < 20'000; ms += 200) {
    kernel.add(car(ms, 100));
    out += drain(kernel).size();
    const int pending = (ms - 100) / 200 + 2 - static_cast<int>(out);
    ASSERT_LE(pending, MergeKernel::kPatience / Milliseconds{200} + 2) << ms;
  }
  EXPECT_GT(out, 60U);
}

TEST(MergeKernel, LateSamplesAndRowsWithoutAnyValueAreCounted) {
  MergeKernel kernel{4};
  kernel.add(nowhere(0));
  kernel.add(car(100, 10));
  kernel.add(car(100, 11));
  kernel.add(car(90, 12));
  kernel.finish();
  EXPECT_THAT(times(drain(kernel)), ElementsAre(100));
  EXPECT_EQ(kernel.empty_rows(), 1U);
  EXPECT_EQ(kernel.late_samples(), 2U);
}

}  // namespace
}  // namespace slipstream::prepare

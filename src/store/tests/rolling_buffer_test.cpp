#include "store/rolling_buffer.hpp"

#include <malloc.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "store/driver_history.hpp"

namespace slipstream::store {
namespace {

/// Bytes the allocator has given out; 0 where a sanitizer replaces it.
std::size_t allocated_bytes() {
  const auto info = mallinfo2();
  return info.uordblks + info.hblkhd;
}

constexpr std::int64_t kWall = 1'795'000'000'000;
constexpr std::int64_t kEvent = 1'761'000'000'000;

TelemetryRow row(std::int64_t at_ms, float speed_kmh) {
  TelemetryRow row;
  row.wall_ms = kWall + at_ms;
  row.event_ms = kEvent + at_ms;
  row.speed_kmh = speed_kmh;
  return row;
}

std::vector<float> values(const std::vector<Point>& points) {
  std::vector<float> all;
  for (const Point& point : points) all.push_back(point.value);
  return all;
}

TEST(RollingBuffer, KeepsTheNewestPointsAndNoMore) {
  for (const int rows : {0, 1, 511, 512, 513, 999, 1000, 1001, 5000}) {
    RollingBuffer buffer(1000);
    for (int i = 0; i < rows; ++i) buffer.append(row(100 * i, static_cast<float>(i)));
    const auto points = buffer.series(Metric::speed, {});
    const int kept = std::min(rows, 1000);
    ASSERT_EQ(points.size(), static_cast<std::size_t>(kept));
    ASSERT_EQ(buffer.size(), static_cast<std::size_t>(kept));
    if (rows == 0) continue;
    EXPECT_EQ(points.front().value, static_cast<float>(rows - kept));
    EXPECT_EQ(points.back().time_ms, kWall + 100 * (rows - 1));
    EXPECT_EQ(buffer.latest()->speed_kmh, static_cast<float>(rows - 1));
  }
}

TEST(RollingBuffer, RangesIncludeBothEnds) {
  RollingBuffer buffer(10'000);
  for (int i = 0; i < 2000; ++i) buffer.append(row(100 * i, static_cast<float>(i)));
  struct Case {
    std::optional<std::int64_t> from, to;
    std::size_t count;
  };
  for (const Axis axis : {Axis::wall, Axis::event}) {
    const std::int64_t zero = axis == Axis::wall ? kWall : kEvent;
    for (const Case& c :
         {Case{{}, {}, 2000}, Case{0, 0, 1}, Case{100, 300, 3}, Case{101, 299, 1}, Case{-500, -1, 0},
          Case{199'900, {}, 1}, Case{199'901, {}, 0}, Case{{}, 51'200, 513}, Case{300, 100, 0}}) {
      SeriesQuery query{axis, {}, {}, 0};
      if (c.from) query.from_ms = zero + *c.from;
      if (c.to) query.to_ms = zero + *c.to;
      EXPECT_EQ(buffer.series(Metric::speed, query).size(), c.count)
          << c.from.value_or(-1) << ' ' << c.to.value_or(-1);
    }
  }
}

TEST(RollingBuffer, EveryColumnCanMiss) {
  RollingBuffer buffer(100);
  buffer.append(row(0, TelemetryRow::kUnknown));
  for (const Metric metric : all_metrics()) {
    if (is_step(metric)) continue;
    EXPECT_TRUE(buffer.series(metric, {}).empty()) << to_string(metric);
  }
  TelemetryRow full = row(100, 200);
  full.rpm = 11'000.5F;
  full.throttle_pct = 99.5F;
  full.brake_pct = 0;
  full.expected_speed_kmh = 210;
  full.x = -1234.5F;
  full.y = 789;
  full.z = 12;
  full.distance_m = 1834.2F;
  full.gear = 0;
  full.drs_open = false;
  full.wheel_spin = true;
  full.gear_anomaly = false;
  buffer.append(full);
  const std::vector<float> expected{200, 11'000.5F, 99.5F, 0, 0, 0, 1, 5, 210, 0, -1234.5F, 789, 12, 1834.2F};
  for (std::size_t i = 0; i < kRowMetrics; ++i) {
    const auto points = buffer.series(all_metrics()[i], {});
    ASSERT_EQ(points.size(), 1U) << to_string(all_metrics()[i]);
    EXPECT_EQ(points[0].value, expected[i]) << to_string(all_metrics()[i]);
  }
}

TEST(RollingBuffer, ASeekBackLeavesAGapInWallTimeAndReplacesEventTime) {
  RollingBuffer buffer(10'000);
  for (int i = 0; i < 600; ++i) buffer.append(row(100 * i, 1));
  buffer.break_line();
  for (int i = 0; i < 100; ++i) {
    TelemetryRow again = row(60'000 + 100 * i, 2);
    again.event_ms = kEvent + 20'000 + 100 * i;  // from 0:20 again
    buffer.append(again);
  }
  const auto wall = buffer.series(Metric::speed, {});
  ASSERT_EQ(wall.size(), 701U);
  EXPECT_TRUE(wall[600].is_gap());

  const auto event = buffer.series(Metric::speed, {Axis::event, {}, {}, 0});
  ASSERT_EQ(event.size(), 200U + 1 + 100);
  EXPECT_TRUE(event[200].is_gap());
  EXPECT_EQ(event[199].time_ms, kEvent + 19'900);
  EXPECT_EQ(event[201].time_ms, kEvent + 20'000);
  EXPECT_EQ(event[201].value, 2);
  EXPECT_TRUE(
      std::is_sorted(event.begin(), event.end(), [](auto& a, auto& b) { return a.time_ms < b.time_ms; }));
}

TEST(RollingBuffer, AnOutageIsAGap) {
  RollingBuffer buffer(100);
  buffer.append(row(0, 1));
  buffer.append(row(4000, 2));
  buffer.append(row(10'000, 3));
  const auto points = values(buffer.series(Metric::speed, {}));
  ASSERT_EQ(points.size(), 4U);
  EXPECT_TRUE(std::isnan(points[2]));
}

TEST(RollingBuffer, TimesFarApartAndBackwardsAreKept) {
  RollingBuffer buffer(100);
  constexpr std::int64_t kMonth = std::int64_t{30} * 86'400'000;
  buffer.append(row(kMonth, 1));
  buffer.append(row(0, 2));
  buffer.append(row(3 * kMonth, 3));
  const auto wall = buffer.series(Metric::speed, {});
  ASSERT_EQ(wall.size(), 5U);
  EXPECT_EQ(wall[2].time_ms, kWall + kMonth) << "wall time does not run backwards";
  EXPECT_EQ(wall[4].time_ms, kWall + 3 * kMonth);
}

TEST(RollingBuffer, ReducesAcrossChunks) {
  RollingBuffer buffer(60'000);
  for (int i = 0; i < 60'000; ++i)
    buffer.append(row(100 * i, i == 33'333 ? 999.0F : static_cast<float>(i % 300)));
  const auto points = buffer.series(Metric::speed, {Axis::wall, {}, {}, 1000});
  EXPECT_LE(points.size(), 1000U);
  EXPECT_GT(points.size(), 900U);
  const auto all = values(points);
  EXPECT_EQ(*std::max_element(all.begin(), all.end()), 999);
}

TEST(RollingBuffer, TwentyFullDriversFitInto64MiB) {
  const std::size_t before = allocated_bytes();
  if (before == 0) GTEST_SKIP() << "the allocator does not tell";
  std::vector<std::unique_ptr<DriverHistory>> drivers;
  for (int d = 0; d < 20; ++d) {
    auto& driver = drivers.emplace_back(std::make_unique<DriverHistory>("VER", 60'000));
    // More than fits, so that old chunks go while new ones come, and a change of every step metric each
    // second.
    for (int i = 0; i < 70'000; ++i) {
      driver->rows().append(row(120 * i, static_cast<float>(i % 300)));
      if (i % 8 != 0) continue;
      for (const Metric metric : all_metrics()) {
        if (is_step(metric))
          driver->steps(metric).set({kWall + 120 * i, kEvent + 120 * i}, static_cast<float>(i));
      }
    }
    ASSERT_EQ(driver->rows().size(), 60'000U);
  }
  const std::size_t used = allocated_bytes() - before;
  RecordProperty("bytes", static_cast<int>(used));
  EXPECT_LE(used, std::size_t{64} << 20) << used;
  EXPECT_GE(used, std::size_t{20} * 60'000 * 40) << "the count counts";
}

TEST(RollingBuffer, ReadersSeeOnlyWholeRowsWhileOneWrites) {
  RollingBuffer buffer(5000);
  std::atomic<bool> done = false;
  std::atomic<int> wrong = 0;
  std::vector<std::thread> readers;
  for (int r = 0; r < 3; ++r) {
    readers.emplace_back([&, r] {
      while (!done) {
        const Axis axis = r == 0 ? Axis::event : Axis::wall;
        const auto points = buffer.series(Metric::speed, {axis, {}, {}, r == 1 ? std::size_t{100} : 0});
        for (const Point& point : points) {
          const std::int64_t zero = axis == Axis::wall ? kWall : kEvent;
          if (!point.is_gap() && point.value != static_cast<float>((point.time_ms - zero) / 100)) ++wrong;
        }
      }
    });
  }
  for (int i = 0; i < 40'000; ++i) buffer.append(row(100 * i, static_cast<float>(i)));
  done = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace slipstream::store

#include "prepare/tables/session_tables.hpp"

#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "prepare/quadratic_spline.hpp"
#include "prepare/tables/prepared_table.hpp"
#include "prepare/tables/spline_curve.hpp"
#include "session_feed.hpp"

namespace slipstream::prepare {
namespace {

using namespace std::chrono_literals;
using ::testing::DoubleNear;
using ::testing::Optional;

constexpr UtcTime kRaceZero{Milliseconds{1'761'425'183'900}};
constexpr std::int64_t kStart = 1000;

SessionTime instant(std::int64_t ms) { return SessionTime{Milliseconds{ms}}; }

/// Two cars at even speeds, 50 m/s and 40 m/s, sampled every 240 ms, one lap each.
std::vector<source::FeedEvent> even_race(std::optional<std::int64_t> no_throttle_at = std::nullopt) {
  std::vector<source::FeedEvent> events{session_of_type("Race"), drivers(1, {{4, "NOR"}, {1, "VER"}}),
                                        event(kStart, source::SessionStatus{"Started"})};
  for (const int car : {1, 4}) {
    events.push_back(timing(kStart, car, [](source::CarTiming& timing) { timing.in_pit = false; }));
  }
  for (std::int64_t ms = 40; ms <= 30'000; ms += 240) {
    source::CarDataPacket packet;
    source::PositionPacket places;
    for (const auto& [car, speed] : {std::pair{1, 180}, std::pair{4, 144}}) {
      domain::CarSample& sample = packet.samples.emplace_back();
      sample.time = instant(ms);
      sample.car = static_cast<domain::CarNumber>(car);
      sample.speed_kmh = static_cast<std::uint16_t>(speed);
      sample.rpm = 11'000;
      sample.gear = 8;
      sample.brake_pct = 0;
      sample.drs = 12;
      if (ms == no_throttle_at) {
        sample.throttle_sentinel = 104;
      } else {
        sample.throttle_pct = 100;
      }
      places.samples.push_back({.time = instant(ms + 100),
                                .car = sample.car,
                                .at = domain::Point{static_cast<std::int32_t>(ms), car, 7}});
    }
    events.push_back(event(ms, packet));
    events.push_back(event(ms + 100, places));
  }
  for (const auto& [car, end] : {std::pair{1, 21'000}, std::pair{4, 26'000}}) {
    events.push_back(timing(end, car, [](source::CarTiming& timing) {
      timing.number_of_laps = 1;
      timing.sectors.items = {{2, sector_time(9000)}};
    }));
  }
  std::ranges::stable_sort(events, {}, &source::FeedEvent::time);
  return events;
}

SessionRecord record_of(std::vector<source::FeedEvent> events) {
  VectorSource source{std::move(events), kRaceZero};
  return read_record(source).value();
}

TEST(SplineCurve, IsTheCurveOfQuadraticSpline) {
  std::mt19937 random{1};
  std::vector<double> x;
  std::vector<std::array<double, 3>> y;
  QuadraticSpline slow{1'000'000};
  for (std::int64_t ms = 0; ms < 20'000; ms += 20 + static_cast<std::int64_t>(random() % 500)) {
    x.push_back(static_cast<double>(ms));
    y.push_back({random() % 5000 * 1.0, random() % 7 * 1.0, -1.0 * static_cast<double>(ms)});
    slow.add(instant(ms), y.back());
  }
  slow.close();
  SplineCurve<3> curve;
  curve.fit(x, y);
  for (std::int64_t ms = 0; ms <= static_cast<std::int64_t>(x.back()); ms += 7) {
    const auto expected = slow.at(instant(ms)).value();
    const auto found = curve.at(static_cast<double>(ms));
    for (std::size_t v = 0; v < 3; ++v) ASSERT_NEAR(found[v], expected[v], 1e-6) << "at " << ms;
  }
}

TEST(SplineCurve, GoesOnBehindTheLastSample) {
  SplineCurve<1> parabola;
  const std::vector<double> x{0, 1, 3, 4, 6};
  std::vector<std::array<double, 1>> y;
  for (const double at : x) y.push_back({at * at});
  parabola.fit(x, y);
  EXPECT_NEAR(parabola.at(8)[0], 64, 1e-9);
  EXPECT_NEAR(parabola.at(2)[0], 4, 1e-9) << "calls may go back";
}

TEST(TelemetryTable, HasARowAtBothEdgesOfALapAndTheDistanceSinceItsStart) {
  const SessionRecord record = record_of(even_race());
  const table::Table rows = make_table(record, TableKind::telemetry, {{4}, std::nullopt});
  ASSERT_GT(rows.rows(), 200U);
  const std::size_t last = rows.rows() - 1;
  EXPECT_EQ(rows.find("Time")->duration_at(0), 0ms);
  EXPECT_EQ(rows.find("Time")->duration_at(last), 25s);
  EXPECT_EQ(rows.find("Source")->text(0), "car") << "a sample lies on the edge: " << kStart;
  EXPECT_EQ(rows.find("Source")->text(last), "interpolation");
  EXPECT_THAT(rows.find("Distance")->double_at(0), Optional(DoubleNear(0, 1e-9)));
  EXPECT_THAT(rows.find("Distance")->double_at(last), Optional(DoubleNear(1000, 1e-6)));
  EXPECT_THAT(rows.find("X")->double_at(last), Optional(DoubleNear(25'900, 1e-6)));
  EXPECT_EQ(rows.find("Date")->integer_at(0), (kRaceZero.time_since_epoch() + 1s) / 1us);
}

TEST(TelemetryTable, KnowsWhoIsAheadAndHowFar) {
  const SessionRecord record = record_of(even_race());
  const table::Table rows = make_table(record, TableKind::telemetry, {{}, std::nullopt});
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    const auto seconds = std::chrono::duration<double>(*rows.find("Time")->duration_at(row)).count();
    const bool behind = rows.find("DriverNumber")->text(row) == "4";
    // The leader's only lap ends after 20 s: what he drives then is on no lap.
    if (seconds < 0.5 || seconds > 19.5) continue;
    ASSERT_EQ(rows.find("DriverAhead")->text(row), behind ? "1" : "") << row;
    if (!behind) continue;
    ASSERT_THAT(rows.find("DistanceToDriverAhead")->double_at(row), Optional(DoubleNear(10 * seconds, 1e-6)));
  }
}

TEST(CarDataTable, KeepsTheSentinelsOfTheFeed) {
  const SessionRecord record = record_of(even_race(5080));
  const table::Table rows = make_table(record, TableKind::car_data, {{1}, std::nullopt});
  EXPECT_EQ(std::ranges::count(rows.find("Throttle")->doubles(), 104.0), 1);
  const table::Table lap = make_table(record, TableKind::car_data, {{1}, 1});
  EXPECT_LT(lap.rows(), rows.rows());
  EXPECT_EQ(make_table(record, TableKind::car_data, {{1}, 2}).rows(), 0U);
}

TEST(PreparedTable, CorrectedHasNoSentinelsAndTimesOfTheLap) {
  const SessionRecord record = record_of(even_race(5080));
  PreparedTable corrected(record, {}, Flavour::corrected);
  table::Table rows;
  ASSERT_TRUE(corrected.next(rows));
  ASSERT_EQ(rows.width(), 72U);
  EXPECT_GT(rows.find("Throttle")->missing(), 2U) << "the sample, and what would be drawn through it";
  EXPECT_EQ(std::ranges::count_if(rows.find("Throttle")->doubles(), [](double value) { return value > 100; }),
            0);
  EXPECT_EQ(rows.find("Time")->duration_at(0), 0ms);
  EXPECT_TRUE(std::ranges::is_sorted(rows.find("SessionTime")->integers()));
  EXPECT_EQ(rows.find("AirTemp")->missing(), rows.rows());
  EXPECT_FALSE(corrected.next(rows));
  EXPECT_EQ(rows.width(), 72U);
}

TEST(PreparedTable, OfTheExistingPipelineHasTheEndOfTheLapAsTime) {
  const SessionRecord record = record_of(even_race(5080));
  PreparedTable pipeline(record, {}, Flavour::fastf1_pipeline);
  table::Table rows;
  ASSERT_TRUE(pipeline.next(rows));
  EXPECT_EQ(rows.find("AirTemp"), nullptr);
  EXPECT_EQ(rows.find("LapTime_seconds"), nullptr) << "no lap has a time";
  EXPECT_EQ(rows.find("Throttle")->missing(), 0U);
  EXPECT_EQ(rows.find("SessionTime")->double_at(0), 1.0);
  EXPECT_EQ(rows.find("Time")->double_at(0), rows.find("DriverID")->text(0) == "VER" ? 21.0 : 26.0);
}

TEST(LapsTable, OfCarsThatStoppedOnTheTrackAreMadeUpAndMarked) {
  std::vector<source::FeedEvent> events = even_race();
  events.push_back(event(200'000, source::SessionStatus{"Finished"}));
  const SessionRecord record = record_of(std::move(events));
  const table::Table laps = make_table(record, TableKind::laps, {{4}, std::nullopt});
  ASSERT_EQ(laps.width(), 31U);
  ASSERT_EQ(laps.rows(), 2U);
  EXPECT_EQ(laps.find("FastF1Generated")->boolean_at(1), true);
  EXPECT_EQ(laps.find("Time")->duration_at(1), 26s + 150s);
  EXPECT_EQ(laps.find("LapTime")->duration_at(1), std::nullopt);
}

}  // namespace
}  // namespace slipstream::prepare

#include "prepare/prepared_session.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "session_feed.hpp"

namespace slipstream::prepare {
namespace {

using ::testing::ElementsAre;

constexpr UtcTime kZero{Milliseconds{1'761'425'183'900}};

source::FeedEvent cars(std::int64_t ms, const std::vector<int>& numbers, int speed) {
  source::CarDataPacket packet;
  for (const int number : numbers) {
    domain::CarSample sample;
    sample.time = at_ms(ms);
    sample.car = static_cast<domain::CarNumber>(number);
    sample.speed_kmh = static_cast<std::uint16_t>(speed);
    packet.samples.push_back(sample);
  }
  return event(ms, packet);
}

source::FeedEvent positions(std::int64_t ms, const std::vector<int>& numbers) {
  source::PositionPacket packet;
  for (const int number : numbers) {
    packet.samples.push_back({.time = at_ms(ms),
                              .car = static_cast<domain::CarNumber>(number),
                              .at = domain::Point{static_cast<int>(ms), number, 7}});
  }
  return event(ms, packet);
}

source::FeedEvent leaves_pits(std::int64_t ms, int car) {
  return timing(ms, car, [](source::CarTiming& timing) { timing.in_pit = false; });
}

Result<PreparedSession> prepare(std::vector<source::FeedEvent> events) {
  VectorSource source{std::move(events), kZero};
  return prepare_session(source);
}

/// Two cars at 10 m/s, a third that is in no list.
std::vector<source::FeedEvent> short_race() {
  std::vector<source::FeedEvent> events{session_of_type("Race"), drivers(1, {{4, "NOR"}, {1, "VER"}}),
                                        leaves_pits(2, 1), event(1000, source::SessionStatus{"Started"})};
  for (int ms = 100; ms <= 2100; ms += 200) {
    events.push_back(cars(ms, {1, 4, 241}, 36));
    events.push_back(positions(ms + 100, {1, 4, 241}));
  }
  return events;
}

TEST(PreparedSession, RecordsAreInTimeOrderAndAtEqualTimesInDriverOrder) {
  const auto session = prepare(short_race());
  ASSERT_TRUE(session) << session.error().to_string();
  ASSERT_EQ(session->record_count(), 44U) << "the third car is nobody";
  EXPECT_EQ(session->record(0).driver, domain::DriverId{"NOR"});
  EXPECT_EQ(session->record(1).driver, domain::DriverId{"VER"});
  for (std::size_t i = 1; i < session->record_count(); ++i) {
    ASSERT_LE(session->record_time(i - 1), session->record_time(i));
  }
}

TEST(PreparedSession, RecordsAreFoundByTime) {
  const auto session = prepare(short_race());
  EXPECT_EQ(session->index_at(at_ms(0)), 0U);
  EXPECT_EQ(session->index_at(at_ms(100)), 0U);
  EXPECT_EQ(session->index_at(at_ms(101)), 2U);
  EXPECT_EQ(session->index_at(at_ms(9999)), session->record_count());
  EXPECT_EQ(session->time_to_next(0), Milliseconds{100});
  EXPECT_EQ(session->time_to_next(1), Milliseconds{100});
  EXPECT_FALSE(session->time_to_next(session->record_count() - 1));
}

TEST(PreparedSession, ARecordHasWhatHeldAtItsInstant) {
  const auto session = prepare(short_race());
  const domain::TelemetrySample before = session->record(session->index_at(at_ms(900)) + 1);
  EXPECT_FALSE(before.lap_number) << "lap 1 of a race begins when it is started";
  EXPECT_FALSE(before.distance_m);
  const domain::TelemetrySample after = session->record(session->index_at(at_ms(1500)) + 1);
  EXPECT_EQ(after.driver, domain::DriverId{"VER"});
  EXPECT_EQ(after.number, 1);
  EXPECT_EQ(after.lap_number, 1);
  EXPECT_EQ(after.speed_kmh, 36.0);
  EXPECT_EQ(after.date, kZero + Milliseconds{1500});
  ASSERT_TRUE(after.distance_m);
  EXPECT_NEAR(*after.distance_m, 5.0, 1e-4) << "10 m/s for half a second";
  ASSERT_TRUE(after.x);
  EXPECT_NEAR(*after.x, 1500, 1e-6);
  EXPECT_FALSE(after.rpm);
}

source::FeedEvent condition(std::int64_t ms, int car, std::uint16_t front_left_c, float fuel_kg) {
  domain::CarCondition sample;
  sample.time = at_ms(ms);
  sample.car = static_cast<domain::CarNumber>(car);
  sample.brake_temp_c[0] = front_left_c;
  sample.fuel_kg = fuel_kg;
  return event(ms, source::CarConditionPacket{{sample}});
}

TEST(PreparedSession, TheConditionOfItsInstantOrTheLastOneOfASecondIsInARecord) {
  auto events = short_race();
  events.push_back(condition(500, 1, 600, 80.5F));
  events.push_back(condition(700, 1, 650, 80.25F));
  events.push_back(condition(700, 1, 999, 1.0F));  // a packet repeated
  const auto session = prepare(std::move(events));
  ASSERT_TRUE(session) << session.error().to_string();

  struct Case {
    int ms;
    std::optional<double> front_left_c, fuel_kg;
  };
  // VER follows NOR at each instant; car samples at 300, 500, …, positions at 400, 600, …
  for (const Case& expected : {Case{300, {}, {}}, Case{500, 600, 80.5}, Case{600, 600, 80.5},
                               Case{700, 650, 80.25}, Case{1700, 650, 80.25}, Case{1800, {}, {}}}) {
    const auto sample = session->record(session->index_at(at_ms(expected.ms)) + 1);
    EXPECT_EQ(sample.brake_temp_c[0], expected.front_left_c) << expected.ms;
    EXPECT_EQ(sample.fuel_kg, expected.fuel_kg) << expected.ms;
    EXPECT_FALSE(sample.brake_temp_c[1]) << "nothing was said of it";
  }
  EXPECT_FALSE(session->record(session->index_at(at_ms(500))).fuel_kg) << "NOR's is not known";
}

TEST(PreparedSession, WhereNothingIsKnownOfConditionsThereAreNoColumnsOfThem) {
  const auto session = prepare(short_race());
  ASSERT_TRUE(session);
  EXPECT_TRUE(session->telemetry(0).fuel_kg.empty());
  EXPECT_TRUE(session->telemetry(0).brake_temp_c[3].empty());
}

TEST(PreparedSession, KnowsItsTimesAndTheRateOfTheCarsOwnSamples) {
  const auto session = prepare(short_race());
  EXPECT_EQ(session->begin_time(), at_ms(0));
  EXPECT_EQ(session->end_time(), at_ms(2200));
  EXPECT_EQ(session->started_at(), at_ms(1000));
  EXPECT_EQ(session->lap_start(1), at_ms(1000));
  EXPECT_FALSE(session->lap_start(2));
  ASSERT_TRUE(session->car_sample_rate_hz());
  EXPECT_NEAR(*session->car_sample_rate_hz(), 5.0, 1e-9);
}

TEST(PreparedSession, ASessionWithTimingOnlyHasMessagesAndNoRecords) {
  const auto session = prepare({session_of_type("Race"), drivers(1, {{1, "VER"}}), leaves_pits(20, 1)});
  ASSERT_TRUE(session);
  EXPECT_EQ(session->record_count(), 0U);
  EXPECT_FALSE(session->car_sample_rate_hz());
  EXPECT_EQ(session->end_time(), at_ms(20));
  EXPECT_FALSE(session->info().has.telemetry);
  EXPECT_TRUE(session->info().has.timing);
}

TEST(PreparedSession, WithoutAnythingInItIsAnError) {
  const auto session = prepare({event(10, source::Heartbeat{})});
  ASSERT_FALSE(session);
  EXPECT_EQ(session.error().code, ErrorCode::invalid_input);
}

TEST(PreparedSession, CanBeStopped) {
  VectorSource source{short_race()};
  std::stop_source stop;
  stop.request_stop();
  const auto session = prepare_session(source, {}, {}, stop.get_token());
  ASSERT_FALSE(session);
  EXPECT_EQ(session.error().code, ErrorCode::interrupted);
}

TEST(PreparedSession, ProgressRisesToOne) {
  VectorSource source{short_race()};
  std::vector<double> seen;
  ASSERT_TRUE(prepare_session(source, {}, [&](double share) { seen.push_back(share); }));
  ASSERT_FALSE(seen.empty());
  EXPECT_TRUE(std::ranges::is_sorted(seen));
  EXPECT_EQ(seen.back(), 1.0);
}

}  // namespace
}  // namespace slipstream::prepare

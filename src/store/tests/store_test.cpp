#include "store/store.hpp"

#include <atomic>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "samples.hpp"

namespace slipstream::store {
namespace {

using namespace std::chrono_literals;
using store::testing::alert;
using store::testing::kStart;
using store::testing::message;
using store::testing::telemetry;
using store::testing::wall_ms;

const domain::Car kVer{"VER", 1};

class StoreTest : public ::testing::Test {
 protected:
  void put(const codec::TelemetryRecord& record) {
    store_.apply(record, {Input::telemetry, 0, telemetry_++});
  }
  void put(const codec::SessionRecord& record) {
    std::string json;
    codec::write_session_message(record.message, {record.produced_at, record.session_key, record.run_id, 0},
                                 json);
    store_.apply(record, {Input::session, 0, session_++}, json);
  }
  void put(const codec::AlertRecord& record) { store_.apply(record, {Input::alerts, 0, alerts_++}, "{}"); }
  std::vector<Point> speed(Axis axis = Axis::wall) {
    return store_.driver("VER")->series(Metric::speed, {axis, {}, {}, 0});
  }

  Store store_;
  std::int64_t telemetry_ = 0, session_ = 0, alerts_ = 0;
};

TEST_F(StoreTest, TheRosterGivesTheOrderOfDrivers) {
  domain::SessionInfo info;
  info.drivers = {{"HAM", 44, {}, {}, {}, {}}, {"VER", 1, {}, {}, {}, {}}};
  put(message(0s, std::nullopt, info));
  put(telemetry("VER", 1s, 100));
  put(telemetry("ZZZ", 1s, 100));
  const auto drivers = store_.drivers();
  ASSERT_EQ(drivers.size(), 3U);
  EXPECT_EQ(drivers[0].driver(), "HAM");
  EXPECT_EQ(drivers[2].driver(), "ZZZ");
  EXPECT_EQ(store_.driver("LEC"), nullptr);
}

TEST_F(StoreTest, TimingMakesStepsAlsoWithoutTelemetry) {
  domain::TimingUpdate update;
  update.position = 3;
  update.gap_to_leader = Milliseconds{1234};
  put(message(1s, kVer, update));
  update.position = 2;
  update.gap_to_leader = std::nullopt;
  put(message(2s, kVer, update));
  const auto driver = store_.driver("VER");
  ASSERT_NE(driver, nullptr);
  EXPECT_EQ(driver->latest(Metric::position), 2);
  EXPECT_EQ(driver->latest(Metric::gap), std::nullopt);
  const auto gap = driver->series(Metric::gap, {});
  ASSERT_EQ(gap.size(), 2U);
  EXPECT_NEAR(gap[0].value, 1.234, 1e-6);
  EXPECT_TRUE(gap[1].is_gap());
}

TEST_F(StoreTest, ASeekKeepsTheBuffersLeavesAGapAndSaysWhy) {
  for (int i = 0; i < 10; ++i) put(telemetry("VER", i * 100ms, 200));
  put(alert("a", domain::Severity::high, 500ms));
  domain::TimingUpdate timing;
  timing.position = 3;
  put(message(900ms, kVer, timing));

  domain::ReplayStatus seek;
  seek.from = SessionTime{1s};
  seek.to = SessionTime{0s};
  put(telemetry("VER", 1000ms, 100, "run-2"));
  put(message(1000ms, std::nullopt, seek, "run-2"));
  put(telemetry("VER", 950ms, 999, "run-1"));  // a straggler

  const auto points = speed();
  ASSERT_EQ(points.size(), 12U);
  EXPECT_TRUE(points[10].is_gap());
  EXPECT_EQ(points[11].value, 100);
  EXPECT_EQ(store_.driver("VER")->latest(Metric::position), std::nullopt);
  store_.read([&](const Store::View& view) {
    EXPECT_EQ(view.session.run_id(), "run-2");
    EXPECT_TRUE(view.session.cars().empty());
    EXPECT_EQ(view.stats.from_earlier_run, 1U);
    EXPECT_EQ(view.alerts.find({}).size(), 1U) << "kept for the wall-time axis";
    EXPECT_EQ(view.alerts.counts(), AlertCounts{}) << "but not counted in the new run";
    ASSERT_EQ(view.annotations.size(), 1U);
    EXPECT_EQ(view.annotations[0].kind, AnnotationKind::seek);
    EXPECT_EQ(view.annotations[0].from_ms, wall_ms(1s));
    EXPECT_EQ(view.annotations[0].text, "Seek from 0:00:01.000 to 0:00:00.000");
  });
}

TEST_F(StoreTest, AnotherSessionBeginsWithEmptyBuffers) {
  put(telemetry("VER", 0s, 200));
  put(alert("a", domain::Severity::high, 0s));
  put(telemetry("HAM", 1s, 200, "run-2", "another"));
  EXPECT_EQ(store_.drivers().size(), 1U);
  EXPECT_EQ(store_.driver("VER"), nullptr);
  store_.read([](const Store::View& view) {
    EXPECT_TRUE(view.alerts.find({}).empty());
    EXPECT_EQ(view.session.session_key(), "another");
    EXPECT_EQ(view.latest.size(), 1U);
  });
}

TEST_F(StoreTest, APauseLeavesAGapAndARegion) {
  put(telemetry("VER", 0s, 200));
  domain::ReplayStatus status;
  status.state = domain::ReplayState::paused;
  put(message(1s, std::nullopt, status));
  status.state = domain::ReplayState::playing;
  put(message(3s, std::nullopt, status));
  put(telemetry("VER", 3s, 210));
  EXPECT_EQ(speed().size(), 3U);
  store_.read([](const Store::View& view) {
    ASSERT_EQ(view.annotations.size(), 1U);
    EXPECT_EQ(view.annotations[0].kind, AnnotationKind::pause);
    EXPECT_EQ(view.annotations[0].from_ms, wall_ms(1s));
    EXPECT_EQ(view.annotations[0].to_ms, wall_ms(3s));
  });
}

TEST_F(StoreTest, CountsWhatComesIn) {
  for (int i = 0; i < 30; ++i) put(telemetry("VER", i * 100ms, 200));
  put(alert("a", domain::Severity::low, 0s));
  store_.reject();
  store_.finish_batch(kStart + 3s);
  store_.read([](const Store::View& view) {
    EXPECT_EQ(view.stats.messages_received, 30U);
    EXPECT_EQ(view.stats.rejected, 1U);
    EXPECT_EQ(view.stats.rate.per_second(kStart + 3s), 30);
    EXPECT_EQ(view.stats.producers.at("run-1").messages, 30U);
    EXPECT_EQ(view.alerts.messages(), 1U);
  });
}

TEST_F(StoreTest, CountsBeginningsOfWheelSpinAndGearAnomalies) {
  StoreOptions options;
  options.derived.calibrate = false;
  Store store(options);
  std::int64_t offset = 0;
  const auto put_sample = [&](double speed, double rpm, int gear) {
    auto record = telemetry("VER", offset * 100ms, speed);
    record.sample.rpm = rpm;
    record.sample.gear = static_cast<std::int8_t>(gear);
    record.sample.throttle_pct = 100;
    store.apply(record, {Input::telemetry, 0, offset++});
  };
  for (int i = 0; i < 2; ++i) {
    put_sample(60, 13'500, 2);  // spins, over-revs
    put_sample(60, 13'500, 2);
    put_sample(290, 9000, 8);  // neither
  }
  put_sample(140, 7000, 5);  // lugs
  store.read([](const Store::View& view) {
    EXPECT_EQ(view.stats.wheel_spin.at("VER"), 2U);
    EXPECT_EQ(view.stats.over_rev, 2U);
    EXPECT_EQ(view.stats.lugging, 1U);
    EXPECT_EQ(view.stats.gear_anomalies_by_gear.at(2), 2U);
  });
  EXPECT_EQ(store.driver("VER")->latest(Metric::gear_anomaly), 1);
}

TEST_F(StoreTest, TheNumberOfDriversIsBounded) {
  StoreOptions options;
  options.max_drivers = 3;
  Store store(options);
  for (int i = 0; i < 10; ++i)
    store.apply(telemetry("D" + std::to_string(i), 0s, 1), {Input::telemetry, 0, i});
  EXPECT_EQ(store.drivers().size(), 3U);
  store.read([](const Store::View& view) { EXPECT_EQ(view.stats.rejected, 7U); });
}

TEST_F(StoreTest, ReadersAndTheWriterRunSideBySide) {
  std::atomic<bool> done = false;
  std::vector<std::thread> readers;
  for (int r = 0; r < 2; ++r) {
    readers.emplace_back([&] {
      while (!done) {
        for (const auto& driver : store_.drivers()) {
          static_cast<void>(driver->series(Metric::speed, {Axis::event, {}, {}, 100}));
          static_cast<void>(driver->latest(Metric::position));
        }
        const auto head = store_.live().head();
        static_cast<void>(store_.live().events_from(head.next > 5 ? head.next - 5 : 0, head.run_number));
        store_.read([](const Store::View& view) { return view.alerts.find({}).size() + view.latest.size(); });
      }
    });
  }
  for (int i = 0; i < 5000; ++i) {
    const std::string run = "run-" + std::to_string(i / 1000);
    put(telemetry(i % 2 == 0 ? "VER" : "HAM", i * 10ms, i % 300, run));
    if (i % 50 == 0)
      put(alert(std::to_string(i), domain::Severity::low, i * 10ms, domain::AlertState::opened, "VER", run));
    if (i % 20 != 0) continue;
    domain::TimingUpdate timing;
    timing.position = i % 20;
    put(message(i * 10ms, kVer, timing, run));
    store_.finish_batch(kStart + i * 10ms);
  }
  done = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(store_.driver("VER")->rows().size(), 2500U);
}

}  // namespace
}  // namespace slipstream::store

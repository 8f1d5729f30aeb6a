#include "replay/player.hpp"

#include <map>
#include <random>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "log/partitioner.hpp"
#include "support/player_run.hpp"

namespace slipstream::replay {
namespace {

using namespace std::chrono_literals;
using testing::FakeClock;
using testing::Played;
using testing::PlayerRun;

const std::shared_ptr<const prepare::PreparedSession>& session() {
  static const auto kSession = testing::make_session({});
  return kSession;
}

ReplayOptions at_speed(double factor) {
  ReplayOptions options;
  options.speed = {factor};
  options.from = SessionTime{};
  return options;
}

/// Every record of the session from `from` on, once, in session-time order per driver and numbered per
/// partition.
void expect_complete(const std::vector<Played>& played, const std::string& run, SessionTime from) {
  std::multiset<std::pair<std::string, SessionTime>> expected, found;
  for (std::size_t i = session()->index_at(from); i < session()->record_count(); ++i) {
    expected.emplace(session()->record(i).driver.view(), session()->record_time(i));
  }
  std::map<std::string, SessionTime> last;
  std::map<log::Partition, std::uint64_t> next_seq;
  for (const Played& record : played) {
    if (record.run_id != run) continue;
    found.emplace(record.driver, record.time);
    const auto before = last.emplace(record.driver, record.time).first;
    EXPECT_GE(record.time, before->second);
    before->second = record.time;
    EXPECT_EQ(record.seq, next_seq[record.partition]++);
    EXPECT_EQ(record.session_key, session()->info().key);
  }
  EXPECT_EQ(found, expected);
}

TEST(Player, SendsEverythingOnceInOrderAtEverySpeed) {
  for (const std::optional<double> speed : {std::optional{0.1}, {1.0}, {7.3}, {50.0}, {1000.0}, {}}) {
    ReplayOptions options = at_speed(1);
    options.speed.factor = speed;
    PlayerRun run{session(), options};
    ASSERT_TRUE(run.run());
    expect_complete(run.telemetry(), "first", session()->begin_time());
    EXPECT_EQ(run.report().telemetry_sent, session()->record_count());
  }
}

TEST(Player, SendsEveryRecordAtItsDeadline) {
  for (const double speed : {0.1, 1.0, 3.0, 10.0, 50.0, 1000.0}) {
    PlayerRun run{session(), at_speed(speed)};
    ASSERT_TRUE(run.run());
    for (const Played& record : run.telemetry()) {
      const double ahead = base::seconds(record.time) - base::seconds(session()->begin_time());
      const double sent = std::chrono::duration<double>(record.sent_at - FakeClock::kStart).count();
      EXPECT_GE(sent, ahead / speed - 2e-6);
      EXPECT_LE(sent, ahead / speed + 1.1e-3);  // what falls due within a millisecond is one batch
    }
    EXPECT_LE(run.report().max_lateness_ms, 1.0);
    ASSERT_TRUE(run.report().effective_speed);
    EXPECT_NEAR(*run.report().effective_speed / speed, 1.0, 1e-5 * std::max(1.0, speed / 10));
  }
}

TEST(Player, DoesNotDriftOnAClockThatOversleeps) {
  const auto long_session = testing::make_session({.cars = 1, .length = 4h, .started_at = 60s});
  PlayerRun run{long_session, at_speed(1)};
  std::mt19937 random{1};
  std::uniform_int_distribution<int> late_us{0, 3'000};
  run.clock.overslept = [&] { return std::chrono::microseconds{late_us(random)}; };
  ASSERT_TRUE(run.run());
  const ReplayReport report = run.report();
  EXPECT_NEAR(*report.effective_speed, 1.0, 1e-6);
  EXPECT_LE(report.max_lateness_ms, 4.0);
  EXPECT_NEAR(report.p50_lateness_ms, 1.5, 0.2);
}

TEST(Player, AFilterChangesNoDeadline) {
  PlayerRun all{session(), at_speed(10)};
  ASSERT_TRUE(all.run());
  ReplayOptions options = at_speed(10);
  options.drivers = {"HAM"};
  PlayerRun filtered{session(), options};
  ASSERT_TRUE(filtered.run());

  std::map<SessionTime, MonotonicTime> sent_at;
  for (const Played& record : all.telemetry()) {
    if (record.driver == "HAM") sent_at[record.time] = record.sent_at;
  }
  const auto telemetry = filtered.telemetry();
  EXPECT_EQ(telemetry.size(), sent_at.size());
  for (const Played& record : telemetry) {
    EXPECT_EQ(record.driver, "HAM");
    EXPECT_EQ(record.sent_at, sent_at[record.time]);
  }
  EXPECT_EQ(filtered.report().session_messages_sent, all.report().session_messages_sent);
}

TEST(Player, PartsOfARunSendTogetherWhatOneProducerSends) {
  PlayerRun all{session(), at_speed(10)};
  ASSERT_TRUE(all.run());
  std::size_t records = 0;
  std::set<std::string> drivers;
  for (const int number : {1, 2, 3}) {
    ReplayOptions options = at_speed(10);
    options.part = {number, 3};
    PlayerRun part{session(), options};
    ASSERT_TRUE(part.run());
    std::set<std::string> own;
    for (const Played& record : part.telemetry()) own.insert(std::string{record.driver});
    for (const std::string& driver : own) EXPECT_TRUE(drivers.insert(driver).second) << driver;
    records += part.telemetry().size();
    const auto told = part.bodies<domain::ReplayStatus>();
    ASSERT_FALSE(told.empty());
    EXPECT_EQ(told.back().state, domain::ReplayState::ended);
    EXPECT_EQ(told.back().part, options.part);
    // The first tells all of the session, the others their end.
    EXPECT_EQ(part.report().session_messages_sent, number == 1 ? all.report().session_messages_sent : 1U);
  }
  EXPECT_EQ(records, all.telemetry().size());
}

TEST(Player, SendsOneBatchPerInstantAndFewAtHighSpeed) {
  PlayerRun slow{session(), at_speed(1)};
  ASSERT_TRUE(slow.run());
  std::map<std::size_t, std::set<SessionTime>> instants;
  for (const Played& record : slow.telemetry()) instants[record.batch].insert(record.time);
  for (const auto& [batch, times] : instants) EXPECT_EQ(times.size(), 1U);

  PlayerRun fast{session(), at_speed(1000)};
  ASSERT_TRUE(fast.run());
  EXPECT_LE(fast.log.batches, 260U);  // 120 ms of wall time, two topics
  PlayerRun unpaced{session(), [] {
                      ReplayOptions options = at_speed(1);
                      options.speed = {};
                      return options;
                    }()};
  ASSERT_TRUE(unpaced.run());
  EXPECT_LE(unpaced.log.batches, 20U);
}

TEST(Player, WaitsWhileTheLogIsBehindAndReportsTheLateness) {
  PlayerRun run{session(), at_speed(1)};
  bool stalled = false;
  run.log.on_send = [&]() -> Result<> {
    if (!stalled && run.clock.now() > FakeClock::kStart + 30s) {
      run.clock.advance(5s);
      stalled = true;
    }
    return {};
  };
  ASSERT_TRUE(run.run());
  expect_complete(run.telemetry(), "first", session()->begin_time());
  EXPECT_NEAR(run.report().max_lateness_ms, 5'000, 5);
  EXPECT_NEAR(*run.report().effective_speed, 1.0, 1e-4);  // it caught up
}

TEST(Player, EndsWithTheErrorOfTheLog) {
  PlayerRun run{session(), at_speed(1)};
  run.log.on_send = [&]() -> Result<> {
    if (run.clock.now() < FakeClock::kStart + 30s) return {};
    return fail(ErrorCode::no_space, "disk full");
  };
  const auto done = run.run();
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::no_space);
}

TEST(Player, PlaysOnlyTheDurationAndEndsWithIt) {
  ReplayOptions options = at_speed(10);
  options.from = SessionTime{30s};
  options.duration = 20s;
  PlayerRun run{session(), options};
  ASSERT_TRUE(run.run());
  for (const Played& record : run.telemetry()) {
    EXPECT_GE(record.time, SessionTime{30s});
    EXPECT_LT(record.time, SessionTime{50s});
  }
  EXPECT_EQ(run.telemetry().size(),
            session()->index_at(SessionTime{50s}) - session()->index_at(SessionTime{30s}));
  EXPECT_NEAR(run.report().duration_seconds, 2.0, 0.001);
  EXPECT_EQ(run.bodies<domain::ReplayStatus>().back().state, domain::ReplayState::ended);
}

TEST(Player, EveryStateSaysWhereASeekMayGo) {
  ReplayOptions options = at_speed(10);
  options.from = SessionTime{30s};
  for (const std::optional<Milliseconds> duration : {std::optional<Milliseconds>{}, {20s}}) {
    options.duration = duration;
    PlayerRun run{session(), options};
    domain::ReplayCommand seek;
    for (const auto position : {SessionTime{10s}, SessionTime{5h}}) {
      seek.position = position;
      run.command_at(1s, seek);
    }
    ASSERT_TRUE(run.run());
    EXPECT_EQ(run.bodies<domain::ReplayStatus>().size(), 4U);  // the beginning, both answers, the end
    for (const domain::ReplayStatus& status : run.bodies<domain::ReplayStatus>()) {
      EXPECT_EQ(status.begin, session()->begin_time());
      EXPECT_EQ(status.end, duration ? SessionTime{50s} : session()->end_time());
    }
  }
}

TEST(Player, LoopsAsANewRunEachTime) {
  ReplayOptions options = at_speed(10);
  options.from = SessionTime{30s};
  options.duration = 20s;
  options.loop = true;
  PlayerRun run{session(), options};
  run.stop_at(9s);
  ASSERT_TRUE(run.run());
  EXPECT_EQ(run.report().runs, 5U);  // four whole ones and a half
  std::map<std::string, std::vector<Played>> by_run;
  for (const Played& record : run.telemetry()) by_run[record.run_id].push_back(record);
  EXPECT_EQ(by_run.size(), 5U);
  for (const auto& [id, records] : by_run) {
    EXPECT_EQ(records.front().time, session()->record_time(session()->index_at(SessionTime{30s})));
    EXPECT_EQ(records.front().seq, 0U);
  }
}

TEST(Player, TellsOfTheWholeSessionFromTheStart) {
  PlayerRun run{session(), at_speed(50)};
  ASSERT_TRUE(run.run());
  std::vector<domain::SessionState> states;
  for (const domain::SessionInfo& info : run.bodies<domain::SessionInfo>()) {
    EXPECT_EQ(info.drivers, session()->info().drivers);
    EXPECT_EQ(info.has, session()->info().has);
    EXPECT_EQ(info.key, session()->info().key);
    states.push_back(info.state);
  }
  EXPECT_EQ(states, (std::vector{domain::SessionState::scheduled, domain::SessionState::started}));
}

TEST(Player, SpreadsRecordsAsAsked) {
  const auto partitions_of = [](Partitioning partitioning) {
    ReplayOptions options = at_speed(1000);
    options.partitioning = partitioning;
    PlayerRun run{session(), options};
    EXPECT_TRUE(run.run());
    std::map<std::string, std::set<log::Partition>> partitions;
    for (const Played& record : run.telemetry()) partitions[record.driver].insert(record.partition);
    return partitions;
  };
  const auto roster = partitions_of(Partitioning::roster);
  for (std::size_t i = 0; i < session()->drivers().size(); ++i) {
    const std::string driver{session()->drivers()[i].id.view()};
    EXPECT_EQ(roster.at(driver), std::set<log::Partition>{static_cast<log::Partition>(i % 4)});
  }
  const auto hash = partitions_of(Partitioning::hash);
  for (const auto& [driver, partitions] : hash) {
    EXPECT_EQ(partitions, std::set<log::Partition>{log::partition_for_key(driver, 4)});
  }
}

}  // namespace
}  // namespace slipstream::replay

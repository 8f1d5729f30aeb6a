#include "replay/replay.hpp"

#include <map>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "codec/session_json.hpp"
#include "codec/telemetry_json.hpp"
#include "support/replay_on_log.hpp"

namespace slipstream::replay {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using testing::ReplayOnLog;

TEST_F(ReplayOnLog, EverythingArrivesOnceAndInOrder) {
  for (const domain::ReplaySpeed speed : {domain::ReplaySpeed{}, domain::ReplaySpeed{200}}) {
    ReplayOptions options = from_beginning(speed);
    options.run_id = speed.factor ? "paced" : "unpaced";
    Replay replay{*log_, session_, options};
    ASSERT_TRUE(replay.start());
    const auto report = replay.wait();
    ASSERT_TRUE(report) << report.error().to_string();
    EXPECT_EQ(report->telemetry_sent, session_->record_count());
    EXPECT_EQ(report->run_id, options.run_id);

    std::map<std::string, std::vector<SessionTime>> times;
    std::map<log::Partition, std::uint64_t> seq;
    codec::TelemetryDecoder decoder;
    read_all("f1-telemetry", [&](const log::RecordView& view) {
      const auto record = decoder.decode(view.value.value());
      ASSERT_TRUE(record);
      if (record->stamp.run_id != options.run_id) return;
      EXPECT_EQ(record->stamp.seq, seq[view.partition]++);
      EXPECT_EQ(view.key, record->sample.driver.view());
      times[std::string{view.key}].push_back(record->sample.time);
    });
    std::map<std::string, std::vector<SessionTime>> expected;
    for (std::size_t i = 0; i < session_->record_count(); ++i) {
      expected[std::string{session_->record(i).driver.view()}].push_back(session_->record_time(i));
    }
    EXPECT_EQ(times, expected);
  }
}

TEST_F(ReplayOnLog, ObeysCommandsThatComeThroughTheLog) {
  ReplayOptions options = from_beginning({1.0});
  options.paused = true;
  Replay replay{*log_, session_, options};
  ASSERT_TRUE(replay.start());
  EXPECT_EQ(replay.report().status.begin, session_->begin_time());
  EXPECT_EQ(replay.report().status.end, session_->end_time());

  send_control("this is no command");
  domain::ReplayCommand seek;
  seek.run_id = "run";
  seek.request_id = "seek";
  seek.position = SessionTime{100s};
  seek.speed = domain::ReplaySpeed{20};
  seek.paused = false;
  send_command(seek);
  const auto sought = wait_for_answer("seek");
  ASSERT_TRUE(sought);
  EXPECT_EQ(sought->state, domain::ReplayState::playing);
  EXPECT_EQ(sought->speed, 20.0);
  EXPECT_EQ(sought->to, SessionTime{100s});

  domain::ReplayCommand wrong;
  wrong.run_id = "run";  // the run before the seek is still this replay's
  wrong.request_id = "wrong";
  wrong.position = SessionTime{1h};
  send_command(wrong);
  const auto refused = wait_for_answer("wrong");
  ASSERT_TRUE(refused);
  EXPECT_THAT(refused->error, HasSubstr("outside"));

  const auto report = replay.wait();
  ASSERT_TRUE(report);
  EXPECT_EQ(report->runs, 2U);
  EXPECT_EQ(report->telemetry_sent, session_->record_count() - session_->index_at(SessionTime{100s}));
  EXPECT_EQ(session_messages().back().run_id, report->run_id);
}

TEST_F(ReplayOnLog, ObeysCommandsOfTheProcess) {
  ReplayOptions options = from_beginning({1.0});
  Replay replay{*log_, session_, options};
  EXPECT_EQ(replay.command({}).error().code, ErrorCode::unavailable);
  ASSERT_TRUE(replay.start());

  domain::ReplayCommand pause;
  pause.paused = true;
  const auto paused = replay.command(pause);
  ASSERT_TRUE(paused) << paused.error().to_string();
  EXPECT_EQ(paused->state, domain::ReplayState::paused);
  EXPECT_EQ(replay.report().status.state, domain::ReplayState::paused);

  domain::ReplayCommand wrong;
  wrong.drivers = std::vector<domain::DriverId>{"XXX"};
  const auto refused = replay.command(wrong);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::invalid_argument);
  EXPECT_THAT(refused.error().message, HasSubstr("VER"));

  domain::ReplayCommand foreign;
  foreign.run_id = "another";
  EXPECT_EQ(replay.command(foreign).error().code, ErrorCode::not_found);

  domain::ReplayCommand stop;
  stop.stop = true;
  ASSERT_TRUE(replay.command(stop));
  ASSERT_TRUE(replay.wait());
  EXPECT_FALSE(replay.running());
  EXPECT_EQ(replay.command(pause).error().code, ErrorCode::unavailable);
}

TEST_F(ReplayOnLog, StopsWithinASecond) {
  Replay replay{*log_, session_, from_beginning({1.0})};
  ASSERT_TRUE(replay.start());
  std::this_thread::sleep_for(300ms);
  const auto asked = std::chrono::steady_clock::now();
  replay.stop();
  const auto report = replay.wait();
  EXPECT_LT(std::chrono::steady_clock::now() - asked, 1s);
  ASSERT_TRUE(report);
  const auto last = session_messages().back();
  EXPECT_EQ(std::get<domain::ReplayStatus>(last.message.body).state, domain::ReplayState::ended);
}

TEST_F(ReplayOnLog, KeepsItsPaceOnTheRealClock) {
  ReplayOptions options = from_beginning({20.0});
  options.duration = 60s;
  Replay replay{*log_, session_, options};
  ASSERT_TRUE(replay.start());
  const auto report = replay.wait();
  ASSERT_TRUE(report);
  EXPECT_NEAR(report->duration_seconds, 3.0, 0.5);
  // Loose, because tests run beside others; the benchmark measures on an idle machine.
  EXPECT_NEAR(*report->effective_speed, 20.0, 0.2);
  EXPECT_LT(report->p50_lateness_ms, 20);
}

TEST_F(ReplayOnLog, RefusesWhatTheSessionDoesNotHave) {
  struct Case {
    const char* reason;
    void (*change)(ReplayOptions&);
  };
  const std::vector<Case> cases{
      {"nobody drove lap 99", [](ReplayOptions& o) { o.from = LapStart{99}; }},
      {"after the end", [](ReplayOptions& o) { o.from = SessionTime{10h}; }},
      {"XXX did not drive", [](ReplayOptions& o) { o.drivers = {"XXX"}; }},
      {"duration", [](ReplayOptions& o) { o.duration = 0ms; }},
      {"no-such-topic", [](ReplayOptions& o) { o.topics.telemetry = "no-such-topic"; }},
      {"no-such-control", [](ReplayOptions& o) { o.topics.control = "no-such-control"; }},
  };
  for (const Case& c : cases) {
    ReplayOptions options = from_beginning({1.0});
    c.change(options);
    Replay replay{*log_, session_, options};
    const auto started = replay.start();
    ASSERT_FALSE(started) << c.reason;
    EXPECT_THAT(started.error().to_string(), HasSubstr(c.reason));
    EXPECT_FALSE(replay.wait());
  }
}

TEST_F(ReplayOnLog, BeginsThirtySecondsBeforeTheStart) {
  ReplayOptions options;
  options.speed = {};
  Replay replay{*log_, session_, options};
  ASSERT_TRUE(replay.start());
  ASSERT_TRUE(replay.wait());
  const auto messages = session_messages();
  EXPECT_EQ(messages.front().message.time, *session_->started_at() - 30s);
  EXPECT_EQ(std::get<domain::SessionInfo>(messages.front().message.body).state,
            domain::SessionState::scheduled);
}

}  // namespace
}  // namespace slipstream::replay

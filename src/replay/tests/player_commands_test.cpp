#include <map>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/commands.hpp"
#include "support/player_run.hpp"

namespace slipstream::replay {
namespace {

using namespace std::chrono_literals;
using domain::ReplayCommand;
using domain::ReplayState;
using domain::ReplayStatus;
using testing::answer_to;
using testing::at_speed;
using testing::command;
using testing::FakeClock;
using testing::Played;
using testing::PlayerRun;

const std::shared_ptr<const prepare::PreparedSession>& session() {
  static const auto kSession = testing::make_session({});
  return kSession;
}

double wall_seconds(const Played& record) {
  return std::chrono::duration<double>(record.sent_at - FakeClock::kStart).count();
}

TEST(PlayerCommands, APauseMovesWhatFollowsByItsLength) {
  PlayerRun run{session(), at_speed(1)};
  ReplayCommand pause = command("pause");
  pause.paused = true;
  ReplayCommand resume = command("resume");
  resume.paused = false;
  run.command_at(20s + 3ms, pause);
  run.command_at(50s + 10ms, resume);
  ASSERT_TRUE(run.run());

  const double begin = base::seconds(session()->begin_time());
  const auto telemetry = run.telemetry();
  EXPECT_EQ(telemetry.size(), session()->record_count());
  for (const Played& record : telemetry) {
    const double ahead = base::seconds(record.time) - begin;
    EXPECT_NEAR(wall_seconds(record), ahead <= 20 ? ahead : ahead + 30.007, 2e-3);
    EXPECT_EQ(record.run_id, "first");
  }
  ASSERT_TRUE(answer_to(run, "pause"));
  EXPECT_EQ(answer_to(run, "pause")->state, ReplayState::paused);
  EXPECT_NEAR(base::seconds(answer_to(run, "pause")->position), begin + 20.003, 0.001);
  EXPECT_EQ(answer_to(run, "resume")->state, ReplayState::playing);
  EXPECT_NEAR(*run.report().effective_speed, 1.0, 1e-4);
}

TEST(PlayerCommands, AHeartBeatsOncePerSecondAlsoWhilePaused) {
  ReplayOptions options = at_speed(1);
  options.paused = true;
  PlayerRun run{session(), options};
  run.stop_at(10s + 500ms);
  ASSERT_TRUE(run.run());
  EXPECT_TRUE(run.telemetry().empty());
  const auto beats = run.bodies<domain::Heartbeat>();
  EXPECT_EQ(beats.size(), 10U);
  for (const domain::Heartbeat& beat : beats)
    EXPECT_EQ(beat, (domain::Heartbeat{session()->begin_time(), true}));
}

TEST(PlayerCommands, ASeekBeginsANewRunEitherWay) {
  PlayerRun run{session(), at_speed(1)};
  ReplayCommand ahead = command("ahead");
  ahead.position = SessionTime{90s};
  ReplayCommand back = command("back");
  back.position = SessionTime{10s};
  run.command_at(5s, ahead);
  run.command_at(15s, back);
  ASSERT_TRUE(run.run());

  std::vector<std::string> runs;
  std::map<std::string, std::vector<Played>> by_run;
  for (const Played& record : run.telemetry()) {
    if (by_run[record.run_id].empty()) runs.push_back(record.run_id);
    by_run[record.run_id].push_back(record);
  }
  ASSERT_EQ(runs.size(), 3U);
  EXPECT_EQ(runs[0], "first");
  EXPECT_EQ(by_run[runs[1]].front().time, session()->record_time(session()->index_at(SessionTime{90s})));
  EXPECT_EQ(by_run[runs[2]].front().time, session()->record_time(session()->index_at(SessionTime{10s})));
  EXPECT_EQ(by_run[runs[2]].size(), session()->record_count() - session()->index_at(SessionTime{10s}));
  for (const std::string& id : runs) EXPECT_EQ(by_run[id].front().seq, 0U);

  const auto answer = answer_to(run, "back");
  ASSERT_TRUE(answer && answer->from && answer->to);
  EXPECT_NEAR(base::seconds(*answer->from), 100, 0.002);
  EXPECT_EQ(answer->to, SessionTime{10s});
}

TEST(PlayerCommands, ASeekBeginsTheRunThatItNamesOnce) {
  PlayerRun run{session(), at_speed(1)};
  ReplayCommand seek = command("seek");
  seek.position = SessionTime{90s};
  seek.next_run_id = "second";
  ReplayCommand again = command("again");
  again.position = SessionTime{30s};
  again.next_run_id = "second";
  run.command_at(20s, seek);
  run.command_at(25s, again);
  ASSERT_TRUE(run.run());
  std::vector<std::string> runs;
  for (const Played& record : run.telemetry()) {
    if (runs.empty() || runs.back() != record.run_id) runs.emplace_back(record.run_id);
  }
  ASSERT_EQ(runs.size(), 3U);
  EXPECT_EQ(runs[1], "second");
  EXPECT_NE(runs[2], "second");
}

TEST(PlayerCommands, AfterASeekAClientIsToldTheTruth) {
  PlayerRun run{session(), at_speed(1)};
  ReplayCommand seek = command("seek");
  seek.position = SessionTime{95s};
  seek.paused = true;
  run.command_at(5s, seek);
  run.stop_at(6s);
  ASSERT_TRUE(run.run());

  std::vector<codec::SessionRecord> told;
  for (auto& record : run.messages()) {
    if (record.run_id != "first") told.push_back(std::move(record));
  }
  ASSERT_FALSE(told.empty());
  const auto* info = std::get_if<domain::SessionInfo>(&told.front().message.body);
  ASSERT_NE(info, nullptr);
  EXPECT_EQ(info->state, domain::SessionState::started);
  EXPECT_EQ(info->drivers.size(), session()->drivers().size());
  EXPECT_EQ(told.front().seq, 0U);

  std::map<domain::DriverId, domain::TimingUpdate> timing;
  std::optional<domain::Weather> weather;
  for (const auto& record : told) {
    if (const auto* update = std::get_if<domain::TimingUpdate>(&record.message.body)) {
      EXPECT_TRUE(update->full);
      EXPECT_EQ(record.message.time, SessionTime{95s});
      timing[record.message.car->driver] = *update;
    }
    if (const auto* news = std::get_if<domain::Weather>(&record.message.body)) weather = *news;
  }
  // What the session's messages up to there amount to.
  std::map<domain::DriverId, std::optional<int>> position;
  std::optional<domain::Weather> expected_weather;
  for (const domain::SessionMessage& message : session()->messages()) {
    if (message.time >= SessionTime{95s}) break;
    if (const auto* update = std::get_if<domain::TimingUpdate>(&message.body)) {
      update->position.apply_to(position[message.car->driver]);
    }
    if (const auto* news = std::get_if<domain::Weather>(&message.body)) expected_weather = *news;
  }
  ASSERT_EQ(timing.size(), position.size());
  for (const auto& [driver, update] : timing) EXPECT_EQ(update.position.value(), position[driver]);
  EXPECT_EQ(weather, expected_weather);
}

TEST(PlayerCommands, FullTimingComesOnceAMinuteOfSessionTime) {
  PlayerRun run{session(), at_speed(50)};
  ASSERT_TRUE(run.run());
  std::set<SessionTime> minutes;
  for (const auto& record : run.messages()) {
    const auto* update = std::get_if<domain::TimingUpdate>(&record.message.body);
    if (update != nullptr && update->full) minutes.insert(record.message.time);
  }
  ASSERT_GE(minutes.size(), 1U);
  EXPECT_NEAR(base::seconds(*minutes.begin()), base::seconds(session()->begin_time()) + 60, 1);
}

TEST(PlayerCommands, ChangesOfSpeedTakeEffectAtOnce) {
  PlayerRun run{session(), at_speed(1)};
  ReplayCommand fast = command("fast");
  fast.speed = domain::ReplaySpeed{100};
  ReplayCommand unpaced = command("max");
  unpaced.speed = domain::ReplaySpeed{};
  run.command_at(10s, fast);
  run.command_at(10s + 500ms, unpaced);
  ASSERT_TRUE(run.run());
  EXPECT_EQ(run.telemetry().size(), session()->record_count());
  EXPECT_NEAR(run.report().duration_seconds, 10.5, 0.01);
  EXPECT_EQ(answer_to(run, "fast")->speed, 100.0);
  EXPECT_EQ(answer_to(run, "max")->speed, std::nullopt);
}

TEST(PlayerCommands, TheFilterCanChangeWhilePlaying) {
  PlayerRun run{session(), at_speed(1)};
  ReplayCommand filter = command("filter");
  filter.drivers = std::vector<domain::DriverId>{"VER", "ALO"};
  run.command_at(10s, filter);
  ASSERT_TRUE(run.run());
  for (const Played& record : run.telemetry()) {
    if (wall_seconds(record) < 10.001) continue;
    EXPECT_THAT(record.driver, ::testing::AnyOf("VER", "ALO"));
  }
}

TEST(PlayerCommands, RefusalsSayWhyAndChangeNothing) {
  struct Case {
    const char* name;
    ReplayCommand command;
    const char* reason;
  };
  std::vector<Case> cases{{"speed", command("speed"), "between 0.1 and 1000"},
                          {"position", command("position"), "outside of what is played"},
                          {"drivers", command("drivers"), "XXX did not drive"}};
  cases[0].command.speed = domain::ReplaySpeed{2000};
  cases[0].command.paused = true;
  cases[1].command.position = SessionTime{200s};
  cases[1].command.paused = true;
  cases[2].command.drivers = std::vector<domain::DriverId>{"VER", "XXX"};
  cases[2].command.paused = true;
  PlayerRun run{session(), at_speed(1)};
  for (std::size_t i = 0; i < cases.size(); ++i) run.command_at(10s * (i + 1), cases[i].command);
  ASSERT_TRUE(run.run());
  for (const Case& c : cases) {
    const auto answer = answer_to(run, c.name);
    ASSERT_TRUE(answer) << c.name;
    EXPECT_THAT(answer->error, ::testing::HasSubstr(c.reason));
    EXPECT_EQ(answer->state, ReplayState::playing);
  }
  EXPECT_EQ(run.telemetry().size(), session()->record_count());
}

TEST(PlayerCommands, OnlyItsOwnRunsAreObeyed) {
  PlayerRun run{session(), at_speed(1)};
  ReplayCommand foreign = command("foreign");
  foreign.run_id = "another";
  foreign.stop = true;
  ReplayCommand seek = command("seek");
  seek.run_id = "first";
  seek.position = SessionTime{30s};
  ReplayCommand old_run = command("old");  // the run before the seek is still this replay's
  old_run.run_id = "first";
  old_run.stop = true;
  run.command_at(5s, foreign);
  run.command_at(10s, seek);
  run.command_at(20s, old_run);
  ASSERT_TRUE(run.run());
  EXPECT_FALSE(answer_to(run, "foreign"));
  ASSERT_TRUE(answer_to(run, "old"));
  EXPECT_EQ(answer_to(run, "old")->state, ReplayState::ended);
  EXPECT_NEAR(run.report().duration_seconds, 20, 0.01);
}

TEST(PlayerCommands, HoldsAtTheEndUntilASeek) {
  ReplayOptions options = at_speed(10);
  options.at_end = AtEnd::hold;
  PlayerRun run{session(), options};
  ReplayCommand seek = command("again");
  seek.position = SessionTime{110s};
  run.command_at(60s, seek);
  run.stop_at(90s);
  ASSERT_TRUE(run.run());
  std::vector<ReplayState> states;
  for (const ReplayStatus& status : run.bodies<ReplayStatus>()) states.push_back(status.state);
  EXPECT_EQ(states, (std::vector{ReplayState::playing, ReplayState::ended, ReplayState::playing,
                                 ReplayState::ended}));
  EXPECT_EQ(run.report().runs, 2U);
}

}  // namespace
}  // namespace slipstream::replay

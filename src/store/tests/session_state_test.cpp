#include "store/session_state.hpp"

#include <gtest/gtest.h>

#include "samples.hpp"

namespace slipstream::store {
namespace {

using namespace std::chrono_literals;
using store::testing::message;

const domain::Car kVerstappen{"VER", 1};

const domain::TimingUpdate& timing_of(const SessionState& state) {
  return std::get<domain::TimingUpdate>(state.cars().at({1, {}}).timing->message.body);
}

TEST(SessionState, MergesPartialTiming) {
  SessionState state;
  state.start_run("run-1", "s");
  domain::TimingUpdate first;
  first.position = 3;
  first.gap_to_leader = Milliseconds{1500};
  state.apply(message(0s, kVerstappen, first));
  domain::TimingUpdate second;
  second.position = 2;
  second.in_pit = true;
  state.apply(message(1s, kVerstappen, second));
  EXPECT_TRUE(timing_of(state).full);
  EXPECT_EQ(timing_of(state).position.value(), 2);
  EXPECT_EQ(timing_of(state).gap_to_leader.value(), Milliseconds{1500});
  EXPECT_EQ(timing_of(state).in_pit.value(), true);

  domain::TimingUpdate cleared;
  cleared.gap_to_leader = std::nullopt;
  state.apply(message(2s, kVerstappen, cleared));
  EXPECT_EQ(timing_of(state).gap_to_leader.value(), std::nullopt);

  domain::TimingUpdate full;
  full.full = true;
  full.position = 1;
  state.apply(message(3s, kVerstappen, full));
  EXPECT_EQ(timing_of(state).position.value(), 1);
  EXPECT_FALSE(timing_of(state).in_pit.present()) << "what a full update does not mention is not known";
}

TEST(SessionState, ALaterRevisionOfALapWins) {
  SessionState state;
  domain::Lap lap;
  lap.lap_number = 4;
  lap.revision = 1;
  lap.lap_time = Milliseconds{75'991};
  state.apply(message(0s, kVerstappen, lap));
  lap.revision = 0;
  lap.lap_time = Milliseconds{1};
  state.apply(message(1s, kVerstappen, lap));
  const auto time = [&] {
    return std::get<domain::Lap>(state.cars().at({1, {}}).laps.at(4).message.body).lap_time;
  };
  EXPECT_EQ(time(), Milliseconds{75'991});
  lap.revision = 2;
  lap.lap_time = Milliseconds{76'000};
  state.apply(message(2s, kVerstappen, lap));
  EXPECT_EQ(time(), Milliseconds{76'000});
}

TEST(SessionState, ListsAreBounded) {
  SessionState state;
  for (int i = 0; i < 1000; ++i) {
    domain::RaceControl control;
    control.message = std::to_string(i);
    state.apply(message(0s, std::nullopt, control));
    domain::Lap lap;
    lap.lap_number = i * 7;
    state.apply(message(0s, kVerstappen, lap));
    domain::PitVisit pit;
    state.apply(message(0s, kVerstappen, pit));
  }
  EXPECT_EQ(state.race_control().size(), SessionState::kRaceControlKept);
  EXPECT_EQ(std::get<domain::RaceControl>(state.race_control().back().message.body).message, "999");
  EXPECT_LE(state.cars().at({1, {}}).laps.size(), 1000U);
  EXPECT_LE(state.cars().at({1, {}}).pit_visits.size(), 100U);
}

TEST(SessionState, ANewRunBeginsAnew) {
  SessionState state;
  state.start_run("run-1", "s");
  state.apply(message(0s, kVerstappen, domain::TimingUpdate{}));
  state.apply(message(0s, std::nullopt, domain::Weather{}));
  state.apply(message(0s, std::nullopt, domain::SessionInfo{}));
  EXPECT_NE(state.info(), nullptr);
  state.start_run("run-2", "s");
  EXPECT_EQ(state.run_id(), "run-2");
  EXPECT_TRUE(state.cars().empty());
  EXPECT_FALSE(state.weather());
  EXPECT_EQ(state.info(), nullptr);
}

}  // namespace
}  // namespace slipstream::store

#include "prepare/summary/lap_revisions.hpp"

#include <gtest/gtest.h>

#include "driving.hpp"

namespace slipstream::prepare {
namespace {

TEST(LapRevisions, CountsLapsThatChangedAndHowLate) {
  Driving car;
  car.pit(100, false);
  car.drive_lap(500);
  car.drive_lap(90'500);
  car.session.finish();
  const LapRevisions revisions = lap_revisions_of(car.session.messages);
  EXPECT_EQ(revisions.laps, 2);
  EXPECT_EQ(revisions.revised, 1)
      << "the first was counted, then timed; the sectors of the second tell its time";
  EXPECT_EQ(revisions.settled_at_end, 0);
  ASSERT_TRUE(revisions.lateness_s);
  EXPECT_GE(revisions.lateness_s->min, 0);
}

TEST(LapRevisions, WhatOnlyTheEndTellsIsNoRevision) {
  domain::SessionMessage message;
  message.car = domain::Car{"VER", 1};
  domain::Lap lap;
  lap.lap_number = 7;
  lap.lap_end = at_ms(4'000);
  std::vector<domain::SessionMessage> messages;
  const auto tell = [&](std::int64_t ms) {
    message.time = at_ms(ms);
    message.body = lap;
    messages.push_back(message);
  };
  tell(5'000);
  lap.revision = 1;
  lap.lap_time = Milliseconds{81'000};
  tell(6'500);
  lap.revision = 2;
  lap.final = true;
  tell(9'000);  // the same once more
  lap.lap_number = 8;
  tell(9'000);  // never counted before
  const LapRevisions revisions = lap_revisions_of(messages);
  EXPECT_EQ(revisions.laps, 2);
  EXPECT_EQ(revisions.revised, 1);
  EXPECT_EQ(revisions.settled_at_end, 1);
  EXPECT_EQ(revisions.lateness_s->max, 2.5);
}

TEST(LapRevisions, NoLapsNoFigures) {
  EXPECT_EQ(lap_revisions_of({}).laps, 0);
  EXPECT_FALSE(lap_revisions_of({}).lateness_s);
}

}  // namespace
}  // namespace slipstream::prepare

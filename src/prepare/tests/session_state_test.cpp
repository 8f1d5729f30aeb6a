#include "prepare/session_state.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "session_feed.hpp"

namespace slipstream::prepare {
namespace {

using domain::SessionInfo;
using domain::SessionState;
using domain::TimingUpdate;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

source::FeedEvent status(std::int64_t ms, std::string text) {
  return event(ms, source::SessionStatus{std::move(text)});
}

TEST(SessionStateMessages, SessionSaysWhatItIsAndWhoDrives) {
  SessionFeed session;
  session.feed(session_of_type("Race"));
  session.feed(drivers(10, {{1, "VER"}, {4, "NOR"}}));
  const SessionInfo info = session.all<SessionInfo>().back();
  EXPECT_EQ(info.key, "2025-05-04_test_race");
  EXPECT_EQ(info.source, "archive");
  ASSERT_THAT(info.drivers, SizeIs(2));
  EXPECT_EQ(info.drivers[1].id, domain::DriverId{"NOR"});
}

TEST(SessionStateMessages, StatesFollowTheFeedAndARestartIsResumed) {
  SessionFeed session;
  std::int64_t ms = 0;
  for (const char* text : {"Inactive", "Started", "Aborted", "Started", "Started", "Finished", "Inactive",
                           "Started", "Finished", "Finalised", "Ends", "Finalised"}) {
    session.feed(status(ms += 1000, text));
  }
  std::vector<SessionState> states;
  for (const SessionInfo& info : session.all<SessionInfo>()) states.push_back(info.state);
  using enum SessionState;
  EXPECT_THAT(states, ElementsAre(started, aborted, resumed, finished, started, finished, finalised, ended));
  EXPECT_EQ(session.state.started_at(), at_ms(2000));
}

TEST(SessionStateMessages, TheSameChangeOfTwoTopicsIsOneMessage) {
  SessionFeed session;
  session.feed(status(1000, "Started"));
  source::SessionData data;
  data.status_series.items.push_back({0, {}});
  data.status_series.items.back().second.session_status = "Started";
  session.feed(event(1001, data));
  EXPECT_THAT(session.all<SessionInfo>(), SizeIs(1));
}

TEST(SessionStateMessages, DriversFirstSeenAfterAnHourAreIgnored) {
  SessionFeed session;
  session.feed(drivers(0, {{1, "VER"}}));
  session.feed(drivers(3'600'000, {{4, "NOR"}}));
  session.feed(drivers(3'600'001, {{41, "SUP"}}));
  ASSERT_THAT(session.state.info().drivers, SizeIs(2));
  EXPECT_EQ(session.state.info().drivers[1].number, 4);
}

TEST(SessionStateMessages, TimingSaysOnlyWhatChanged) {
  SessionFeed session;
  session.feed(drivers(0, {{1, "VER"}}));
  const auto third = [](source::CarTiming& car) {
    car.position = 3;
    car.gap_to_leader = domain::Gap{domain::GapTime{Milliseconds{1234}}};
  };
  session.feed(timing(10, 1, third));
  session.feed(timing(20, 1, third));
  session.feed(timing(30, 1, [](source::CarTiming& car) {
    car.position = 3;
    car.gap_to_leader = domain::Gap{domain::GapLaps{1}};
  }));
  const auto updates = session.all<TimingUpdate>();
  ASSERT_THAT(updates, SizeIs(2));
  EXPECT_EQ(updates[0].position, domain::Patch<int>{3});
  EXPECT_EQ(updates[0].gap_to_leader, domain::Patch<Milliseconds>{Milliseconds{1234}});
  EXPECT_FALSE(updates[1].position.present());
  EXPECT_TRUE(updates[1].gap_to_leader.cleared());
  EXPECT_EQ(updates[1].laps_down, domain::Patch<int>{1});
  EXPECT_EQ(session.state.full_state(1)->position, domain::Patch<int>{3});
  EXPECT_TRUE(session.state.full_state(1)->full);
}

TEST(SessionStateMessages, TheLeaderHasNeitherGapNorLapsDown) {
  SessionFeed session;
  session.feed(drivers(0, {{1, "VER"}}));
  session.feed(timing(10, 1, [](source::CarTiming& car) {
    car.gap_to_leader = domain::Gap{domain::GapTime{Milliseconds{500}}};
  }));
  session.feed(
      timing(20, 1, [](source::CarTiming& car) { car.gap_to_leader = domain::Gap{domain::LeaderLap{9}}; }));
  const TimingUpdate last = session.all<TimingUpdate>().back();
  EXPECT_TRUE(last.gap_to_leader.cleared());
  EXPECT_FALSE(last.laps_down.present());
}

TEST(SessionStateMessages, InQualifyingGapsAreThoseOfTheRunningPart) {
  SessionFeed session;
  session.feed(drivers(0, {{1, "VER"}, {4, "NOR"}}));
  const auto behind = [](std::size_t part, int ms) {
    return [part, ms](source::CarTiming& car) {
      car.part_gaps.items.emplace_back(part,
                                       source::PartGaps{domain::Gap{domain::GapTime{Milliseconds{ms}}}, {}});
    };
  };
  const auto begin_part = [](std::int64_t ms, int part) {
    source::TimingData data;
    data.session_part = part;
    return event(ms, data);
  };
  session.feed(begin_part(5, 1));
  session.feed(timing(10, 1, behind(0, 500)));
  session.feed(timing(11, 4, behind(0, 900)));
  session.feed(timing(12, 4, [](source::CarTiming& car) { car.knocked_out = true; }));
  EXPECT_EQ(session.state.full_state(1)->gap_to_leader, domain::Patch<Milliseconds>{Milliseconds{500}});

  session.feed(begin_part(20, 2));
  EXPECT_TRUE(session.state.full_state(1)->gap_to_leader.cleared());
  EXPECT_EQ(session.state.full_state(4)->gap_to_leader, domain::Patch<Milliseconds>{Milliseconds{900}});
  session.feed(timing(30, 1, behind(1, 70)));
  EXPECT_EQ(session.all<TimingUpdate>().back().gap_to_leader, domain::Patch<Milliseconds>{Milliseconds{70}});
}

TEST(SessionStateMessages, TimingOfACarBeforeItsDriverIsKnownComesWithTheDriver) {
  SessionFeed session;
  session.feed(timing(10, 1, [](source::CarTiming& car) { car.position = 7; }));
  EXPECT_THAT(session.all<TimingUpdate>(), IsEmpty());
  session.feed(drivers(20, {{1, "VER"}}));
  const auto updates = session.all<TimingUpdate>();
  ASSERT_THAT(updates, SizeIs(1));
  EXPECT_TRUE(updates[0].full);
  EXPECT_EQ(updates[0].position, domain::Patch<int>{7});
}

struct SectorCase {
  bool overall_fastest, personal_fastest, has_time;
  domain::SectorStatus expected;
};

TEST(SessionStateMessages, SectorsHaveTheColoursOfTheScreen) {
  using enum domain::SectorStatus;
  const std::vector<SectorCase> cases{{true, true, true, purple},
                                      {false, true, true, green},
                                      {false, false, true, yellow},
                                      {true, true, false, none}};
  for (const SectorCase& c : cases) {
    SessionFeed session;
    session.feed(drivers(0, {{1, "VER"}}));
    session.feed(timing(10, 1, [&](source::CarTiming& car) {
      source::SectorPatch sector;
      sector.overall_fastest = c.overall_fastest;
      sector.personal_fastest = c.personal_fastest;
      sector.segments.items = {{0, 2048}, {2, 2051}};
      if (c.has_time) sector.value = Milliseconds{27'331};
      car.sectors.items = {{1, sector}};
    }));
    const auto updates = session.all<TimingUpdate>();
    ASSERT_THAT(updates, SizeIs(1));
    const domain::Sector& sector = updates[0].sectors.value()->at(1);
    EXPECT_EQ(sector.status, c.expected);
    EXPECT_THAT(sector.segments, ElementsAre(domain::SegmentStatus::yellow, domain::SegmentStatus::none,
                                             domain::SegmentStatus::purple));
  }
}

TEST(SessionStateMessages, APitVisitIsSentAtEntryAndAgainAtExit) {
  SessionFeed session;
  session.feed(drivers(0, {{1, "VER"}}));
  const auto in_pit = [](bool in) {
    return [in](source::CarTiming& car) {
      car.in_pit = in;
      if (in) car.number_of_pit_stops = 1;
    };
  };
  session.feed(timing(10, 1, in_pit(true)));  // in the garage when first seen: no visit
  session.feed(timing(1000, 1, in_pit(false)));
  EXPECT_THAT(session.all<domain::PitVisit>(), IsEmpty());
  session.feed(timing(90'000, 1, in_pit(true)));
  session.feed(timing(112'500, 1, in_pit(false)));
  const auto visits = session.all<domain::PitVisit>();
  ASSERT_THAT(visits, SizeIs(2));
  EXPECT_EQ(visits[0].entered_at, at_ms(90'000));
  EXPECT_FALSE(visits[0].left_at);
  EXPECT_EQ(visits[1].lane_time, Milliseconds{22'500});
  EXPECT_EQ(visits[1].stop_number, 1);
  EXPECT_EQ(visits[1].lap_number, 1);
}

TEST(SessionStateMessages, StintsAreSentWhenTheyChange) {
  SessionFeed session;
  session.feed(drivers(0, {{1, "VER"}}));
  const auto tyres = [](std::int64_t ms, std::size_t index, domain::Patch<domain::Compound> compound,
                        domain::Patch<int> start_laps, domain::Patch<int> total_laps) {
    source::TimingAppData data;
    data.cars.emplace_back().car = 1;
    source::StintPatch stint;
    stint.compound = compound;
    stint.start_laps = start_laps;
    stint.total_laps = total_laps;
    data.cars.back().stints.items = {{index, stint}};
    return event(ms, data);
  };
  session.feed(tyres(10, 0, domain::Compound::soft, 3, 3));
  session.feed(tyres(20, 0, domain::Compound::soft, {}, 3));
  session.feed(tyres(30, 0, {}, {}, 5));
  const auto stints = session.all<domain::Stint>();
  ASSERT_THAT(stints, SizeIs(2));
  EXPECT_EQ(stints[0].stint, 1);
  EXPECT_EQ(stints[0].tyre_life_at_start, 3);
  EXPECT_EQ(stints[1].laps, 2);
}

TEST(SessionStateMessages, AListThatIsSentAgainIsNotNews) {
  SessionFeed session;
  source::RaceControlMessages messages;
  messages.messages.whole = true;
  for (std::size_t i = 0; i < 2; ++i) {
    source::RaceControlEntry entry;
    entry.message.message = "MESSAGE " + std::to_string(i);
    messages.messages.items.push_back({i, entry});
  }
  session.feed(event(10, messages));
  session.feed(event(20, messages));
  EXPECT_THAT(session.all<domain::RaceControl>(), SizeIs(2));
}

TEST(SessionStateMessages, TheClockIsOneMessageOfTimeAndLaps) {
  SessionFeed session;
  source::ExtrapolatedClock clock;
  clock.remaining = Milliseconds{60'000};
  clock.extrapolating = true;
  session.feed(event(10, clock));
  source::LapCount laps;
  laps.current_lap = 2;
  laps.total_laps = 19;
  session.feed(event(20, laps));
  const domain::Clock last = session.all<domain::Clock>().back();
  EXPECT_EQ(last.remaining, Milliseconds{60'000});
  EXPECT_EQ(last.lap_number, 2);
  EXPECT_EQ(session.state.info().total_laps, 19);
}

TEST(SessionStateMessages, TrackStatusIsSentWhenItChanges) {
  SessionFeed session;
  for (const char code : {'1', '1', '2', '1'}) session.feed(event(10, domain::TrackStatus{code, ""}));
  EXPECT_THAT(session.all<domain::TrackStatus>(), SizeIs(3));
}

}  // namespace
}  // namespace slipstream::prepare

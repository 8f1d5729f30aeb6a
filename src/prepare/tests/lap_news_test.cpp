#include "prepare/deleted_laps.hpp"

#include <string>

#include <gtest/gtest.h>

#include "driving.hpp"

namespace slipstream::prepare {
namespace {

TEST(LapsAndOtherTopics, DeletedTimesAreMarkedAndReinstatedOnesAreNot) {
  Driving car;
  car.pit(100, false);
  car.drive_lap(500);
  const auto say = [&](std::size_t index, std::string text) {
    source::RaceControlMessages messages;
    source::RaceControlEntry entry;
    entry.message.message = std::move(text);
    messages.messages.items = {{index, entry}};
    car.session.feed(event(100'000, messages));
  };
  say(0, "CAR 1 (VER) TIME 1:30.000 DELETED - TRACK LIMITS AT TURN 12 LAP 3 15:03:34");
  EXPECT_TRUE(car.last(1).deleted);
  EXPECT_EQ(car.last(1).deleted_reason, "TRACK LIMITS AT TURN 12 LAP 3");
  EXPECT_EQ(car.last(1).personal_best, false);
  say(1, "CAR 1 (VER) LAP 1 TIME 1:30.000 WILL BE REINSTATED");
  EXPECT_FALSE(car.last(1).deleted);
}

TEST(LapsAndOtherTopics, TyresAreThoseKnownAtTheEndOfTheLapWithLaterCorrections) {
  Driving car;
  car.pit(100, false);
  const auto tyres = [&](std::int64_t ms, domain::Compound compound, domain::Patch<int> start_laps) {
    source::TimingAppData data;
    data.cars.emplace_back().car = 1;
    source::StintPatch stint;
    stint.compound = compound;
    stint.start_laps = start_laps;
    data.cars.back().stints.items = {{0, stint}};
    car.session.feed(event(ms, data));
  };
  tyres(100, domain::Compound::unknown, 4);
  const auto end = car.drive_lap(500);
  EXPECT_EQ(car.last(1).compound, domain::Compound::unknown);
  EXPECT_EQ(car.last(1).tyre_life, 5);
  tyres(end + 1000, domain::Compound::hard, {});
  EXPECT_EQ(car.last(1).compound, domain::Compound::hard);
  car.drive_lap(end);
  EXPECT_EQ(car.last(2).tyre_life, 6);
  EXPECT_EQ(car.last(2).stint, 1);
}

TEST(LapsAndOtherTopics, TrackStatusHasTheDigitsOfTheWholeLap) {
  Driving car;
  car.session.feed(event(0, domain::TrackStatus{'1', "AllClear"}));
  car.pit(100, false);
  car.session.feed(event(40'000, domain::TrackStatus{'2', "Yellow"}));
  car.session.feed(event(50'000, domain::TrackStatus{'1', "AllClear"}));
  const auto end = car.drive_lap(500);
  EXPECT_EQ(car.last(1).track_status, "12");
  car.drive_lap(end);
  EXPECT_EQ(car.last(2).track_status, "1");
  EXPECT_EQ(car.last(2).accurate, true);
}

TEST(DeletedLaps, UnderstandsOnlyMessagesAboutLapTimes) {
  for (const char* text :
       {"CHEQUERED FLAG", "CAR 5 (BOR)", "CAR 5 (BOR) TIME 1:1", "CAR X TIME 1:18.964 DELETED - A",
        "CAR 5 (BOR) LAP DELETED - TRACK LIMITS", "CAR 5 (BOR) TIME 1:18.964 NOTED", ""}) {
    DeletedLaps deleted;
    EXPECT_FALSE(deleted.apply(text)) << text;
  }
}

}  // namespace
}  // namespace slipstream::prepare

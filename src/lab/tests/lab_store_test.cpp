#include "lab/lab_store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace slipstream::lab {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;
using namespace std::chrono_literals;

const WallTime kStart{std::chrono::seconds{1'000'000}};

/// A race of one driver with updates of 300 and 310 km/h.
class LabStoreTest : public ::testing::Test {
 protected:
  static domain::LabRace race(domain::LabRaceState state) {
    domain::LabRace told;
    told.race_id = "r";
    told.state = state;
    told.host = "h";
    told.started_at = kStart;
    if (state == domain::LabRaceState::started) return told;
    told.ended_at = kStart + 1s;
    told.result = {{"VER", "Red Bull Racing", 1, 310}};
    return told;
  }
  void update(double speed_kmh, std::chrono::seconds at) {
    store_.apply(Position{"VER", 1, kStart + at, "r", "Red Bull Racing", speed_kmh});
  }
  bool is_final() { return store_.race("r")->averages_are_final; }

  LabStore store_;
};

TEST_F(LabStoreTest, AveragesAreFinalWhenAllThatWasStreamedIsInThem) {
  store_.apply(race(domain::LabRaceState::started));
  update(300, 0s);
  store_.apply({"VER", "r"}, 300.0);
  EXPECT_FALSE(is_final()) << "it runs";
  store_.apply(race(domain::LabRaceState::finished));
  EXPECT_FALSE(is_final()) << "the last update has not come";
  EXPECT_THAT(store_.take_ended(kStart), IsEmpty());
  update(310, 1s);
  EXPECT_FALSE(is_final()) << "the average of it has not come";
  store_.apply({"VER", "r"}, 305.0);
  EXPECT_TRUE(is_final());
  EXPECT_THAT(store_.take_ended(kStart), SizeIs(1));
  EXPECT_THAT(store_.take_ended(WallTime::max()), IsEmpty()) << "once";
}

TEST_F(LabStoreTest, ARaceWithoutAveragesIsTakenAfterAWhile) {
  store_.apply(race(domain::LabRaceState::started));
  store_.apply(race(domain::LabRaceState::stopped));
  EXPECT_THAT(store_.take_ended(kStart + 1s), IsEmpty());
  EXPECT_THAT(store_.take_ended(kStart + 2s), SizeIs(1));
}

TEST_F(LabStoreTest, WhatIsKeptAlreadyIsNotGivenAgainWhenTheLogTellsOfIt) {
  store_.restore(race(domain::LabRaceState::finished));
  store_.apply(race(domain::LabRaceState::started));
  store_.apply(race(domain::LabRaceState::finished));
  EXPECT_THAT(store_.races(), SizeIs(1));
  EXPECT_THAT(store_.take_ended(WallTime::max()), IsEmpty());
}

}  // namespace
}  // namespace slipstream::lab

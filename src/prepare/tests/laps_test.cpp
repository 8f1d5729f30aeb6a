#include <array>
#include <optional>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "driving.hpp"

namespace slipstream::prepare {
namespace {

using domain::Lap;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(Laps, ALapEndsWhenItIsCountedAndComesAgainWhenItChanges) {
  Driving car;
  car.pit(100, false);
  car.drive_lap(500);
  const auto laps = car.session.all<Lap>();
  ASSERT_THAT(laps, SizeIs(2)) << "counted, then timed";
  EXPECT_EQ(laps[0].revision, 0);
  EXPECT_FALSE(laps[0].lap_time);
  EXPECT_EQ(laps[1].revision, 1);
  EXPECT_EQ(laps[1].lap_time, Milliseconds{90'000});
  EXPECT_FALSE(laps[1].final);
  car.drive_lap(90'500);
  EXPECT_EQ(car.last(2).lap_start, at_ms(90'500));
  EXPECT_EQ(car.last(2).lap_end, at_ms(180'500));
  car.session.finish();
  EXPECT_TRUE(car.last(1).final);
  EXPECT_TRUE(car.last(2).final);
}

TEST(Laps, NothingIsALapBeforeTheCarLeavesThePits) {
  Driving car;
  car.drive_lap(500);
  EXPECT_THAT(car.session.all<Lap>(), IsEmpty());
}

TEST(Laps, ValuesUpToFiveSecondsLateBelongToTheLapBefore) {
  Driving car;
  car.pit(100, false);
  const auto end = car.drive_lap(500);
  car.sector(end + 30'000, 0, kS1);
  car.sector(end + 61'000, 1, kS2);
  car.count_lap(end + 90'200);
  car.sector(end + 95'199, 2, kS3);
  EXPECT_EQ(car.last(2).sectors[2], kS3);
  car.sector(end + 95'200, 2, Milliseconds{1});
  EXPECT_EQ(car.last(2).sectors[2], kS3) << "five seconds later it is the next lap's";
}

TEST(Laps, ALateMessageDoesNotMakeTheLapLonger) {
  Driving car;
  car.pit(100, false);
  const auto end = car.drive_lap(500);
  car.sector(end + 30'000, 0, kS1);
  car.sector(end + 61'000, 1, kS2);
  car.sector(end + 92'000, 2, kS3);
  car.count_lap(end + 93'000);
  EXPECT_EQ(car.last(2).lap_end, at_ms(end + 90'000)) << "sector 2 was in time";
}

struct RepairCase {
  const char* what;
  std::array<std::optional<Milliseconds>, 3> sectors;
  std::optional<Milliseconds> lap_time;
  bool denied;
  std::optional<Milliseconds> expected;
};

TEST(Laps, LapTimesAreRepairedOnlyWhereTheFeedLeavesNoDoubt) {
  const std::vector<RepairCase> cases{
      {"as sent", {kS1, kS2, kS3}, Milliseconds{90'000}, false, Milliseconds{90'000}},
      {"below its sectors", {kS1, kS2, Milliseconds{29'500}}, Milliseconds{80'000}, false, std::nullopt},
      {"denied: the sum", {kS1, kS2, Milliseconds{29'500}}, {}, true, Milliseconds{90'500}},
      {"denied, a sector missing", {kS1, kS2, {}}, {}, true, std::nullopt},
      {"not sent, equal to the last", {kS1, kS2, kS3}, {}, false, Milliseconds{90'000}},
      {"not sent, other than the last", {kS1, kS2, Milliseconds{29'001}}, {}, false, std::nullopt},
      {"between qualifying parts", {kS1, kS2, kS3}, Milliseconds{400'000}, false, Milliseconds{90'000}},
      {"slow, but the sum",
       {kS1, kS2, Milliseconds{99'000}},
       Milliseconds{160'000},
       false,
       Milliseconds{160'000}},
  };
  for (const RepairCase& c : cases) {
    Driving car;
    car.pit(100, false);
    auto end = car.drive_lap(500);
    for (std::size_t i = 0; i < 3; ++i) {
      if (c.sectors[i]) car.sector(end + 10'000 * static_cast<std::int64_t>(i + 1), i, *c.sectors[i]);
    }
    end += 200'000;
    car.count_lap(end);
    if (c.lap_time || c.denied) car.lap_time(end + 100, c.lap_time);
    EXPECT_EQ(car.last(2).lap_time, c.expected) << c.what;
  }
}

TEST(Laps, ASectorThatWasNotSentEqualsTheLastOne) {
  Driving car;
  car.pit(100, false);
  const auto end = car.drive_lap(500);
  car.sector(end + 30'000, 0, kS1);
  car.sector(end + 90'000, 2, kS3);
  car.count_lap(end + 90'000);
  car.lap_time(end + 90'000, kS1 + kS2 + kS3);
  EXPECT_EQ(car.last(2).sectors[1], kS2);
}

TEST(Laps, APitExitJustBeforeTheLineBelongsToTheNextLap) {
  Driving car;
  car.pit(100, false);
  const auto end = car.drive_lap(500);
  car.pit(end + 80'000, true);
  car.pit(end + 96'000, false);
  car.count_lap(end + 100'000);
  car.drive_lap(end + 100'000);
  EXPECT_EQ(car.last(2).pit_in, at_ms(end + 80'000));
  EXPECT_FALSE(car.last(2).pit_out);
  EXPECT_EQ(car.last(3).pit_out, at_ms(end + 96'000));
  EXPECT_EQ(car.last(3).accurate, false);
}

TEST(Laps, InQualifyingThePitExitIsCountedButNoLap) {
  Driving car{"Qualifying"};
  const auto leave = [&](std::int64_t ms) {
    ++car.count;
    car.session.feed(timing(ms, 1, [&](source::CarTiming& timing) {
      timing.in_pit = false;
      timing.number_of_laps = car.count;
    }));
  };
  leave(1000);
  EXPECT_EQ(car.session.state.current_lap(1), 1);
  const auto end = car.drive_lap(1000);
  EXPECT_EQ(car.last(1).pit_out, at_ms(1000));
  EXPECT_EQ(car.last(1).lap_start, at_ms(1000));
  car.pit(end + 80'000, true);
  car.sector(end + 90'000, 2, kS3);
  EXPECT_EQ(car.last(2).lap_end, at_ms(end + 90'000)) << "an in-lap ends at the line, its count comes later";
  leave(end + 500'000);
  EXPECT_EQ(car.session.state.current_lap(1), 3);
  EXPECT_EQ(car.last(2).lap_end, at_ms(end + 90'000));
}

TEST(Laps, LateDataIsIgnoredUntilTheCountComesAgain) {
  Driving car;
  car.pit(100, false);
  auto end = car.drive_lap(500);
  end = car.drive_lap(end);
  const auto before = car.session.all<Lap>().size();
  car.count = 0;
  car.drive_lap(end + 10);
  EXPECT_EQ(car.session.all<Lap>().size(), before);
  car.count = 1;
  end = car.drive_lap(end + 20'000);
  EXPECT_EQ(car.session.state.current_lap(1), 3) << "the count is reached again";
  car.drive_lap(end);
  EXPECT_EQ(car.last(3).lap_number, 3);
}

TEST(Laps, AJoinedRaceGoesOnCountingFromWhereItIs) {
  Driving car;
  source::FeedEvent joined = timing(600, 1, [](source::CarTiming& timing) {
    timing.number_of_laps = 11;
    timing.in_pit = false;
  });
  joined.complete = true;
  car.session.feed(joined);
  car.count = 11;
  EXPECT_EQ(car.session.state.current_lap(1), 12);
  car.drive_lap(600);
  EXPECT_EQ(car.last(12).lap_number, 12);
}

}  // namespace
}  // namespace slipstream::prepare

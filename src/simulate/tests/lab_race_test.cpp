#include "simulate/lab/race.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "simulate/lab/lap.hpp"

namespace slipstream::simulate::lab {
namespace {

using std::chrono::milliseconds;
using ::testing::HasSubstr;

/// All updates of a race.
struct DrivenRace {
  std::vector<std::vector<Standing>> updates;

  explicit DrivenRace(const RaceOptions& options) {
    auto race = Race::make(options);
    EXPECT_TRUE(race) << race.error().message;
    for (int update = 0; update <= race->updates(); ++update) {
      const auto standings = race->at(update);
      updates.emplace_back(standings.begin(), standings.end());
    }
  }
  [[nodiscard]] int position(std::size_t update, std::size_t driver) const {
    return std::ranges::find(updates[update], driver, &Standing::driver)->position;
  }
};

std::vector<Driver> drivers_numbering(int count) {
  std::vector<Driver> drivers;
  for (int id = 1; id <= count; ++id) {
    Driver driver;
    driver.id = id;
    driver.name = "Driver " + std::to_string(id);
    drivers.push_back(std::move(driver));
  }
  return drivers;
}

/// Races of all sizes: many of the lab's own, and odd ones.
std::vector<RaceOptions> many_races() {
  std::vector<RaceOptions> races;
  for (std::uint64_t seed = 0; seed < 300; ++seed) races.push_back({.followed = seed % 10, .seed = seed});
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    for (const int duration : {5'000, 6'000, 17'000, 45'000, 600'000}) {
      races.push_back({.followed = seed % 10, .duration = milliseconds{duration}, .seed = seed});
    }
    for (const int interval : {50, 333, 7'000, 24'000}) {
      races.push_back({.followed = seed % 10, .interval = milliseconds{interval}, .seed = seed});
    }
    for (const int drivers : {2, 3, 4, 7, 20, 26, 100}) {
      races.push_back({.drivers = drivers_numbering(drivers), .followed = 1, .seed = seed});
    }
  }
  return races;
}

void expect_places_in_order_of_distance(const std::vector<Standing>& standings) {
  std::set<std::size_t> drivers;
  for (std::size_t place = 0; place < standings.size(); ++place) {
    ASSERT_EQ(standings[place].position, static_cast<int>(place) + 1);
    drivers.insert(standings[place].driver);
    if (place == 0) continue;
    ASSERT_LT(standings[place].distance_m, standings[place - 1].distance_m);
    ASSERT_GT(standings[place].gap_s, standings[place - 1].gap_s);
  }
  ASSERT_EQ(drivers.size(), standings.size());
}

TEST(LabRaceTest, PositionsAreThePermutationThatDistancesMakeAtEveryUpdate) {
  for (const RaceOptions& options : many_races()) {
    for (const auto& standings : DrivenRace(options).updates) {
      ASSERT_EQ(standings.size(), options.drivers.size());
      ASSERT_NO_FATAL_FAILURE(expect_places_in_order_of_distance(standings));
      ASSERT_EQ(standings.front().gap_s, 0);
    }
  }
}

TEST(LabRaceTest, NobodyGainsOrLosesMoreThanOnePlaceFromUpdateToUpdate) {
  for (const RaceOptions& options : many_races()) {
    const DrivenRace race(options);
    for (std::size_t update = 1; update < race.updates.size(); ++update) {
      for (std::size_t driver = 0; driver < options.drivers.size(); ++driver) {
        ASSERT_LE(std::abs(race.position(update, driver) - race.position(update - 1, driver)), 1);
      }
    }
  }
}

TEST(LabRaceTest, SpeedsAreThoseOfTheLapAndWithinTheirRange) {
  for (const RaceOptions& options : many_races()) {
    for (const auto& standings : DrivenRace(options).updates) {
      for (const Standing& car : standings) {
        ASSERT_GE(car.speed_kmh, 280);
        ASSERT_LE(car.speed_kmh, 340);
        ASSERT_GE(car.lap_part, 0);
        ASSERT_LE(car.lap_part, 1);
      }
    }
  }
}

TEST(LabRaceTest, ACarDrivesAsFarAsItsSpeedSays) {
  for (std::uint64_t seed = 0; seed < 5; ++seed) {
    const DrivenRace race({.interval = milliseconds{20}, .seed = seed});
    std::map<std::size_t, Standing> before;
    for (const auto& standings : race.updates) {
      for (const Standing& car : standings) {
        if (const auto last = before.find(car.driver); last != before.end()) {
          const double mean_kmh = (car.speed_kmh + last->second.speed_kmh) / 2;
          ASSERT_NEAR((car.distance_m - last->second.distance_m) / 0.02 * 3.6, mean_kmh, 0.1);
        }
        before[car.driver] = car;
      }
    }
  }
}

TEST(LabRaceTest, SpeedsVaryAlongTheLapAndTheLeaderIsTheFaster) {
  double first = 0, last = 0, slowest = 400, fastest = 0;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    for (const auto& standings : DrivenRace({.seed = seed}).updates) {
      first += standings.front().speed_kmh;
      last += standings.back().speed_kmh;
      slowest = std::min(slowest, standings.front().speed_kmh);
      fastest = std::max(fastest, standings.front().speed_kmh);
    }
  }
  EXPECT_GT(first, last);
  EXPECT_LT(slowest, 300);
  EXPECT_GT(fastest, 320);
}

TEST(LabRaceTest, TheFollowedDriverStartsFromP5ToP10AndEndsOnThePodiumAsOftenAsPromised) {
  constexpr int kRaces = 4'000;
  std::map<int, int> starts, ends;
  for (std::uint64_t seed = 0; seed < kRaces; ++seed) {
    const std::size_t followed = seed % 10;
    auto race = Race::make({.followed = followed, .seed = seed});
    ASSERT_TRUE(race);
    const auto position_at = [&](int update) {
      const auto standings = race->at(update);
      return std::ranges::find(standings, followed, &Standing::driver)->position;
    };
    ++starts[position_at(0)];
    ++ends[position_at(race->updates())];
  }
  ASSERT_EQ(starts.size(), 6U);
  EXPECT_EQ(starts.begin()->first, 5);
  EXPECT_EQ(starts.rbegin()->first, 10);
  const auto expect_share = [](int count, double share) {  // within four standard deviations
    EXPECT_NEAR(count, kRaces * share, 4 * std::sqrt(kRaces * share * (1 - share)));
  };
  for (const auto& [position, count] : starts) expect_share(count, 1 / 6.0);
  ASSERT_EQ(ends.size(), 3U);
  expect_share(ends[1], 0.40);
  expect_share(ends[2], 0.35);
  expect_share(ends[3], 0.25);
}

TEST(LabRaceTest, HeComesForwardAllAlongNotAtTheEnd) {
  double halfway = 0, at_the_end = 0;
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    const DrivenRace race({.seed = seed});
    const std::size_t last = race.updates.size() - 1;
    const double gained = race.position(0, 0) - race.position(last, 0);
    halfway += (race.position(0, 0) - race.position(last / 2, 0)) / gained;
    at_the_end += (race.position(last * 9 / 10, 0) - race.position(last, 0)) / gained;
  }
  EXPECT_NEAR(halfway / 500, 0.5, 0.1);
  EXPECT_LT(at_the_end / 500, 0.1);
}

TEST(LabRaceTest, TheOthersRaceTooAndNobodyPassesInTheLastSeconds) {
  std::size_t passes = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const DrivenRace race({.seed = seed});
    for (std::size_t update = 1; update < race.updates.size(); ++update) {
      std::size_t moved = 0;
      for (std::size_t driver = 0; driver < 10; ++driver) {
        moved += race.position(update, driver) != race.position(update - 1, driver) ? 1U : 0U;
      }
      ASSERT_LE(moved, 6U) << "three passes within a second";
      if (update + 7 > race.updates.size()) {
        ASSERT_EQ(moved, 0U);
      }
      passes += moved / 2;
    }
  }
  EXPECT_GT(passes, 200U * 15);
  EXPECT_LT(passes, 200U * 35);
}

TEST(LabRaceTest, ASeedRepeatsARaceAndAnotherOneDoesNot) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    EXPECT_EQ(DrivenRace({.seed = seed}).updates, DrivenRace({.seed = seed}).updates);
    EXPECT_NE(DrivenRace({.seed = seed}).updates, DrivenRace({.seed = seed + 1}).updates);
  }
}

TEST(LabRaceTest, ARaceGoesOnAtAnyUpdate) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const DrivenRace driven({.seed = seed});
    auto resumed = Race::make({.seed = seed});
    ASSERT_TRUE(resumed);
    for (const std::size_t update : {77U, 120U, 3U, 0U, 78U}) {
      const auto standings = resumed->at(static_cast<int>(update));
      EXPECT_TRUE(std::ranges::equal(standings, driven.updates[update])) << update;
    }
  }
}

TEST(LabRaceTest, BeyondTheEndThingsStayAsTheyWereAtTheFlag) {
  auto race = Race::make({});
  ASSERT_TRUE(race);
  EXPECT_EQ(race->updates(), 120);
  const auto last = race->at(120);
  const std::vector<Standing> flag(last.begin(), last.end());
  EXPECT_TRUE(std::ranges::equal(race->at(1'000), flag));
}

TEST(LabRaceTest, CarsAreACarsLengthApartUnlessTheyPass) {
  std::size_t nearer = 0, all = 0;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    for (const auto& standings : DrivenRace({.seed = seed}).updates) {
      for (std::size_t place = 1; place < standings.size(); ++place, ++all) {
        nearer += standings[place - 1].distance_m - standings[place].distance_m < 5.6 ? 1U : 0U;
      }
    }
  }
  EXPECT_LT(static_cast<double>(nearer) / static_cast<double>(all), 0.12);
}

TEST(LabRaceTest, TheStrongerEndFurtherAheadOnAverage) {
  std::vector<double> positions(lab_drivers().size());
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    auto race = Race::make({.followed = 9, .seed = seed});
    ASSERT_TRUE(race);
    for (const Standing& car : race->at(race->updates())) positions[car.driver] += car.position / 500.0;
  }
  EXPECT_LT(positions[1], 4.5) << "Verstappen";
  EXPECT_GT(positions[8], 7) << "Stroll";
}

TEST(LabRaceTest, TheTenAreThosePagesKnow) {
  ASSERT_EQ(lab_drivers().size(), 10U);
  EXPECT_EQ(lab_drivers().front().name, "Lewis Hamilton");
  EXPECT_EQ(lab_drivers().back().number, 10);
  EXPECT_EQ(find_driver(lab_drivers(), "Oscar Piastri"), 5U);
  EXPECT_EQ(find_driver(lab_drivers(), "oscar piastri"), std::nullopt);
  for (std::size_t place = 0; place < 10; ++place) {
    EXPECT_EQ(lab_drivers()[place].id, static_cast<int>(place) + 1);
  }
}

TEST(LabRaceTest, BadOptionsOfALabRaceAreNamed) {
  const std::vector<std::pair<RaceOptions, std::string>> cases{
      {{.drivers = drivers_numbering(1)}, "1 drivers"},
      {{.drivers = drivers_numbering(101)}, "101 drivers"},
      {{.followed = 10}, "driver 10 is followed"},
      {{.interval = milliseconds{0}}, "every 0 ms"},
      {{.interval = milliseconds{-5}}, "every -5 ms"},
      {{.duration = milliseconds{4'999}}, "at least 5 updates"},
      {{.duration = milliseconds{-1}}, "at least 5 updates"},
  };
  for (const auto& [options, words] : cases) {
    const auto race = Race::make(options);
    ASSERT_FALSE(race) << words;
    EXPECT_EQ(race.error().code, ErrorCode::invalid_argument);
    EXPECT_THAT(race.error().message, HasSubstr(words));
  }
}

TEST(LabLapTest, ALapEndsWhereItBegan) {
  EXPECT_DOUBLE_EQ(lap_distance_m(0), 0);
  EXPECT_NEAR(lap_distance_m(kLapSeconds), kLapMetres, 1e-6);
  EXPECT_NEAR(lap_speed_kmh(kLapSeconds), lap_speed_kmh(0), 1e-9);
}

TEST(LabLapTest, ItHasSlowAndFastPlaces) {
  double slowest = 400, fastest = 0;
  for (double seconds = 0; seconds < kLapSeconds; seconds += 0.05) {
    slowest = std::min(slowest, lap_speed_kmh(seconds));
    fastest = std::max(fastest, lap_speed_kmh(seconds));
  }
  EXPECT_GE(slowest, 292);
  EXPECT_LT(slowest, 293);
  EXPECT_LE(fastest, 326);
  EXPECT_GT(fastest, 325);
}

}  // namespace
}  // namespace slipstream::simulate::lab

#include "simulate/race/race.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <vector>

#include <gmock/gmock.h>

#include "simulate/circuit/circuits.hpp"

namespace slipstream::simulate {
namespace {

using ::testing::HasSubstr;

std::shared_ptr<const Circuit> circuit_named(std::string_view name) {
  auto circuit = built_in_circuit(name);
  EXPECT_TRUE(circuit) << circuit.error().message;
  return std::make_shared<const Circuit>(std::move(*circuit));
}

/// Everything that can be said of a race after it.
struct RaceStory {
  std::vector<RaceEvent> events;
  std::vector<CarState> cars;
  std::size_t lines_per_lap = 0;

  template <class What>
  [[nodiscard]] std::size_t count() const {
    return static_cast<std::size_t>(std::ranges::count_if(
        events, [](const RaceEvent& event) { return std::holds_alternative<What>(event.what); }));
  }
};

/// Runs a race to its end; `each` sees it after every step.
template <class Each>
RaceStory run_race(const RaceOptions& options, std::string_view circuit, Each each) {
  auto race = Race::make(options, circuit_named(circuit));
  EXPECT_TRUE(race) << race.error().message;
  RaceStory story;
  story.lines_per_lap = race->lines().size();
  while (!race->over()) {
    for (const RaceEvent& event : race->step()) story.events.push_back(event);
    each(*race);
  }
  for (const CarState& car : race->cars()) story.cars.push_back(car);
  return story;
}

RaceStory run_race(const RaceOptions& options, std::string_view circuit = "pocket") {
  return run_race(options, circuit, [](const Race&) {});
}

TEST(RaceTest, EveryCarCrossesEveryLineInOrderAndAfterTheOneBefore) {
  const RaceStory story = run_race({.laps = 6, .seed = 3});
  std::map<std::size_t, std::pair<std::size_t, SessionTime>> last;
  for (const RaceEvent& event : story.events) {
    const auto* line = std::get_if<LineCrossing>(&event.what);
    if (line == nullptr) continue;
    const std::size_t ordinal =
        static_cast<std::size_t>(line->lap) * 100 + line->sector * 30U + line->mini_sector;
    const auto [before, first] = last.try_emplace(line->car, ordinal, event.time);
    if (first) continue;
    EXPECT_LT(before->second.first, ordinal);
    EXPECT_LT(before->second.second, event.time);
    before->second = {ordinal, event.time};
  }
  EXPECT_EQ(last.size(), 20U);
}

TEST(RaceTest, MotionIsPhysical) {
  const double step = kStepSeconds;
  run_race({.laps = 4, .seed = 5}, "lakeside", [&](const Race& race) {
    for (const CarState& car : race.cars()) {
      const double change = (car.speed_ms - car.previous_speed_ms) / step;
      ASSERT_GE(car.speed_ms, 0);
      ASSERT_LT(car.speed_ms * 3.6, 360);
      const double hardest = deceleration(reference_car(), car.conditions, car.previous_speed_ms);
      ASSERT_GT(change, -1.1 * hardest) << car.entrant.code.view() << " at " << car.lap_m;
      ASSERT_LT(change, 25) << car.entrant.code.view() << " at " << car.lap_m;
      ASSERT_GE(car.distance_m, car.previous_distance_m);
      ASSERT_GE(car.fuel_kg, 0);
    }
  });
}

TEST(RaceTest, AllWhoDoNotRetireTakeTheFlagOnceAndTheWinnerDrivesAllLaps) {
  const RaceStory story = run_race({.laps = 15, .seed = 11});
  EXPECT_EQ(story.count<CarFinished>() + story.count<CarRetired>(), 20U);
  std::map<std::size_t, int> laps;
  for (const RaceEvent& event : story.events) {
    if (const auto* line = std::get_if<LineCrossing>(&event.what); line != nullptr && line->ends_lap) {
      laps.try_emplace(line->car, 0).first->second = line->lap;
    }
    if (std::holds_alternative<CarFinished>(event.what)) {
      EXPECT_EQ(laps[std::get<CarFinished>(event.what).car], 15) << "the first to finish";
      break;
    }
  }
}

TEST(RaceTest, ASeedRepeatsARaceAndAnotherOneDoesNot) {
  const auto times = [](std::uint64_t seed) {
    std::vector<std::pair<SessionTime, std::size_t>> crossings;
    for (const RaceEvent& event : run_race({.cars = 8, .laps = 3, .seed = seed}).events) {
      if (const auto* line = std::get_if<LineCrossing>(&event.what))
        crossings.emplace_back(event.time, line->car);
    }
    return crossings;
  };
  EXPECT_EQ(times(7), times(7));
  EXPECT_NE(times(7), times(8));
}

TEST(RaceTest, AStopChangesTyresAndLaneIsLeftAgain) {
  const RaceStory story = run_race({.laps = 30, .seed = 2});
  std::map<std::size_t, int> in_lane;
  std::size_t stops = 0;
  for (const RaceEvent& event : story.events) {
    if (const auto* entry = std::get_if<PitEntry>(&event.what)) {
      EXPECT_EQ(in_lane[entry->car]++, 0);
    }
    if (const auto* exit = std::get_if<PitExit>(&event.what)) {
      EXPECT_EQ(in_lane[exit->car]--, 1);
    }
    if (const auto* fitted = std::get_if<TyresFitted>(&event.what)) {
      EXPECT_EQ(in_lane[fitted->car], 1);
      EXPECT_EQ(fitted->tyres.age, 0);
      ++stops;
    }
  }
  EXPECT_GE(stops, 15U);
  for (const CarState& car : story.cars) {
    if (car.retired) continue;
    EXPECT_EQ(car.next_stop, car.strategy.stops.size()) << car.entrant.code.view();
  }
}

TEST(RaceTest, TenThousandCarsAreFieldsOfTwenty) {
  auto race = Race::make({.cars = 400, .laps = 1}, circuit_named("pocket"));
  ASSERT_TRUE(race);
  while (!race->over()) (void)race->step();
  std::map<domain::CarNumber, int> numbers;
  for (const CarState& car : race->cars()) ++numbers[car.entrant.number];
  EXPECT_EQ(numbers.size(), 400U);
}

TEST(RaceTest, BadOptionsAreNamed) {
  const auto circuit = circuit_named("pocket");
  const std::vector<std::pair<RaceOptions, std::string>> cases{
      {{.cars = 0}, "0 cars"},
      {{.cars = 1'000'000}, "1000000 cars"},
      {{.laps = 0}, "0 laps"},
      {{.laps = -3}, "-3 laps"},
      {{.laps = 100'000}, "100000 laps"},
      {{.distance_km = 0}, "0 km"},
      {{.pace = 0}, "pace 0"},
      {{.incidents = -1}, "incidents -1"},
      {{.incidents = 11}, "incidents 11"},
      {{.cars = 10'000, .laps = 1'000}, "million samples"},
  };
  for (const auto& [options, words] : cases) {
    const auto race = Race::make(options, circuit);
    ASSERT_FALSE(race) << words;
    EXPECT_EQ(race.error().code, ErrorCode::invalid_argument);
    EXPECT_THAT(race.error().message, HasSubstr(words));
  }
}

}  // namespace
}  // namespace slipstream::simulate

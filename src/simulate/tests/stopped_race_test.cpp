// A race that is stopped by a red flag and goes on.
#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "bad_day.hpp"
#include "prepare/prepared_session.hpp"
#include "source/simulation/simulation.hpp"

namespace slipstream::simulate {
namespace {

using enum domain::SessionState;

TEST(StoppedRace, AllWaitInTheQueueInTheirOrderAndStartFromTheGridInIt) {
  Conditions conditions;
  std::vector<std::size_t> at_the_flag, queued, on_grid;
  const auto order_of = [](const Race& race) {
    std::vector<std::size_t> order;
    for (std::size_t car = 0; car < race.cars().size(); ++car) {
      if (race.cars()[car].phase != CarPhase::parked) order.push_back(car);
    }
    std::ranges::stable_sort(order, std::ranges::greater{},
                             [&](std::size_t car) { return race.cars()[car].distance_m; });
    return order;
  };
  drive(bad_day(kStoppedRace), [&](const Race& race, std::span<const RaceEvent> events) {
    const Conditions before = conditions;
    for (const RaceEvent& event : events) conditions.see(event);
    if (conditions.session == aborted && before.session != aborted) at_the_flag = order_of(race);
    if (conditions.session == resumed && before.session == aborted) {
      queued = order_of(race);
      for (const std::size_t car : queued) {
        EXPECT_LT(race.cars()[car].speed_ms, 1);  // the first one moves off
        EXPECT_EQ(race.cars()[car].phase, CarPhase::pit_lane);
      }
    }
    if (before.lining_up && !conditions.lining_up) {
      on_grid = order_of(race);
      for (std::size_t place = 1; place < on_grid.size(); ++place) {
        const double gap_m = std::remainder(
            race.cars()[on_grid[place - 1]].lap_m - race.cars()[on_grid[place]].lap_m, pocket()->length_m());
        EXPECT_NEAR(gap_m, pocket()->grid_spacing_m, 2.5) << place;
      }
    }
  });
  ASSERT_GE(on_grid.size(), 10U);
  EXPECT_EQ(queued, on_grid);
  std::erase_if(at_the_flag, [&](std::size_t car) { return std::ranges::find(queued, car) == queued.end(); });
  EXPECT_EQ(at_the_flag, queued);
}

TEST(StoppedRace, ASessionOfItIsPreparedLikeARealOne) {
  auto source = source::open_simulation(bad_day(kStoppedRace), pocket());
  ASSERT_TRUE(source);
  auto session = prepare::prepare_session(**source);
  ASSERT_TRUE(session) << session.error().to_string();
  std::vector<domain::SessionState> states;
  std::map<std::string, std::map<int, domain::Lap>> laps;
  for (const domain::SessionMessage& message : session->messages()) {
    if (const auto* info = std::get_if<domain::SessionInfo>(&message.body)) {
      if (states.empty() || states.back() != info->state) states.push_back(info->state);
    }
    if (const auto* lap = std::get_if<domain::Lap>(&message.body); lap != nullptr && message.car) {
      laps[std::string{message.car->driver.view()}].insert_or_assign(lap->lap_number, *lap);
    }
  }
  EXPECT_THAT(states,
              ::testing::ElementsAre(scheduled, started, aborted, resumed, finished, finalised, ended));
  std::size_t red_laps = 0;
  for (const auto& [driver, driven] : laps) {
    EXPECT_EQ(driven.begin()->first, 1) << driver;
    EXPECT_EQ(static_cast<int>(driven.size()), driven.rbegin()->first) << driver << " misses a lap";
    for (const auto& [number, lap] : driven) {
      if (lap.track_status.find('5') != std::string::npos) ++red_laps;
      EXPECT_LT(base::seconds(lap.lap_time.value_or(Milliseconds{0})), 200) << driver << " lap " << number;
    }
  }
  EXPECT_GE(red_laps, 15U);
}

}  // namespace
}  // namespace slipstream::simulate

// What goes wrong in a race and what race control does about it, over many seeds.
#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "bad_day.hpp"
#include "simulate/race/incidents.hpp"

namespace slipstream::simulate {
namespace {

using ::testing::HasSubstr;
using enum domain::SessionState;

TEST(MishapsTest, TheyAreAsFrequentAsTheyShouldBeAndHappenInCorners) {
  Random random(1);
  const int laps = static_cast<int>(std::ceil(305'000 / pocket()->length_m()));
  double spins = 0, crashes = 0;
  constexpr int kCars = 20'000;
  for (int car = 0; car < kCars; ++car) {
    const auto mishaps = draw_mishaps(*pocket(), laps, 1, random);
    for (std::size_t i = 0; i < mishaps.size(); ++i) {
      (mishaps[i].crashes ? crashes : spins) += 1;
      ASSERT_GE(mishaps[i].at_m, mishaps[i == 0 ? 0 : i - 1].at_m);
      const double lap_m = std::fmod(mishaps[i].at_m, pocket()->length_m());
      ASSERT_TRUE(std::ranges::any_of(
          pocket()->corners, [&](const Corner& corner) { return std::abs(corner.apex_m - lap_m) < 0.01; }));
    }
  }
  EXPECT_NEAR(spins / kCars * 20, 1, 0.15);
  EXPECT_NEAR(crashes / kCars * 20, 1, 0.15);
  EXPECT_TRUE(draw_mishaps(*pocket(), laps, 0, random).empty());
}

TEST(RaceIncidents, WithoutThemNothingHappens) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    drive({.laps = 8, .incidents = 0, .seed = seed}, [](const Race&, std::span<const RaceEvent> events) {
      for (const RaceEvent& event : events) {
        ASSERT_FALSE(std::holds_alternative<domain::TrackStatus>(event.what));
        ASSERT_FALSE(std::holds_alternative<CarRetired>(event.what));
        ASSERT_FALSE(std::holds_alternative<CarStopped>(event.what));
      }
    });
  }
}

TEST(RaceIncidents, TrackStatusesFollowEachOtherAsTheyCan) {
  static const std::map<char, std::string> kFollowing{{'1', "246"}, {'2', "146"}, {'4', "15"},
                                                      {'5', "1"},   {'6', "47"},  {'7', "146"}};
  std::set<char> seen;
  for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
    char status = '1';
    drive(bad_day(seed), [&](const Race&, std::span<const RaceEvent> events) {
      for (const RaceEvent& event : events) {
        const auto* track = std::get_if<domain::TrackStatus>(&event.what);
        if (track == nullptr) continue;
        EXPECT_THAT(kFollowing.at(status), HasSubstr(std::string(1, track->code))) << "after " << status;
        status = track->code;
        seen.insert(status);
      }
    });
    EXPECT_EQ(status, '1') << "at the end";
  }
  EXPECT_EQ(seen.size(), 6U);
}

TEST(RaceIncidents, SessionStatesFollowEachOtherAndTheFlagIsRedMeanwhile) {
  static const std::map<domain::SessionState, std::set<domain::SessionState>> kFollowing{
      {scheduled, {started}},         {started, {aborted, finished}}, {aborted, {resumed, finished}},
      {resumed, {aborted, finished}}, {finished, {finalised}},        {finalised, {ended}}};
  int stops = 0;
  for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
    Conditions conditions;
    drive(bad_day(seed), [&](const Race& race, std::span<const RaceEvent> events) {
      for (const RaceEvent& event : events) {
        const auto before = conditions.session;
        conditions.see(event);
        if (conditions.session == before) continue;
        EXPECT_TRUE(kFollowing.at(before).contains(conditions.session));
        stops += conditions.session == aborted ? 1 : 0;
      }
      if (conditions.session == aborted && race.now() - conditions.since > Milliseconds{200}) {
        EXPECT_EQ(conditions.status, '5');
      }
    });
    EXPECT_EQ(conditions.session, ended);
  }
  EXPECT_GE(stops, 1);
}

/// Two cars race each other on the track and neither is in trouble nor just out of the pits.
class Racing {
 public:
  void see(const Race& race, std::span<const RaceEvent> events) {
    for (const RaceEvent& event : events) {
      if (const auto* exit = std::get_if<PitExit>(&event.what)) out_since_[exit->car] = event.time;
    }
    before_ = now_;
    now_.clear();
    for (std::size_t car = 0; car < race.cars().size(); ++car) {
      const CarState& state = race.cars()[car];
      const auto out = out_since_.find(car);
      const bool joins = out != out_since_.end() && race.now() - out->second < std::chrono::seconds{15};
      const bool racing = state.phase == CarPhase::racing || state.phase == CarPhase::reforming;
      now_.push_back({state.distance_m, racing && !joins && !state.in_trouble()});
    }
  }
  /// Exchanges of order in the last step.
  [[nodiscard]] int overtakes() const {
    int count = 0;
    for (std::size_t a = 0; a < before_.size(); ++a) {
      for (std::size_t b = 0; b < before_.size(); ++b) {
        const bool counts = before_[a].counts && before_[b].counts && now_[a].counts && now_[b].counts;
        count += counts && before_[a].distance_m > before_[b].distance_m &&
                 now_[a].distance_m < now_[b].distance_m;
      }
    }
    return count;
  }

 private:
  struct Car {
    double distance_m;
    bool counts;
  };
  std::map<std::size_t, SessionTime> out_since_;
  std::vector<Car> before_, now_;
};

TEST(RaceIncidents, NobodyIsOvertakenUnlessAllRace) {
  int forbidden = 0, allowed = 0;
  for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
    Conditions conditions;
    Racing racing;
    drive(bad_day(seed), [&](const Race& race, std::span<const RaceEvent> events) {
      for (const RaceEvent& event : events) conditions.see(event);
      racing.see(race, events);
      if (!conditions.neutralised()) {
        allowed += racing.overtakes();
      } else if (conditions.lining_up || race.now() - conditions.since > std::chrono::seconds{3}) {
        forbidden += racing.overtakes();
      }
    });
  }
  EXPECT_EQ(forbidden, 0);
  EXPECT_GT(allowed, 100);
}

TEST(RaceIncidents, TheFieldBunchesUpBehindTheSafetyCar) {
  std::vector<double> before, after;
  const auto note_median_gap = [](const Race& race, std::vector<double>& medians) {
    std::vector<double> distances, gaps;
    for (const CarState& car : race.cars()) {
      if (car.phase == CarPhase::racing && !car.in_trouble()) distances.push_back(car.distance_m);
    }
    std::ranges::sort(distances);
    for (std::size_t i = 1; i < distances.size(); ++i) gaps.push_back(distances[i] - distances[i - 1]);
    std::ranges::sort(gaps);
    if (gaps.size() >= 5) medians.push_back(gaps[gaps.size() / 2]);
  };
  for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
    char status = '1';
    SessionTime since;
    drive(bad_day(seed), [&](const Race& race, std::span<const RaceEvent> events) {
      for (const RaceEvent& event : events) {
        const auto* track = std::get_if<domain::TrackStatus>(&event.what);
        if (track == nullptr) continue;
        if (track->code == '4') note_median_gap(race, before);
        if (status == '4' && track->code == '1') note_median_gap(race, after);
        status = track->code;
      }
      if (status != '4') since = race.now();
      if (race.now() - since < std::chrono::seconds{10}) return;
      for (const CarState& car : race.cars()) ASSERT_LT(car.speed_ms * 3.6, 245);
    });
  }
  ASSERT_GE(after.size(), 3U);
  std::ranges::sort(before);
  std::ranges::sort(after);
  EXPECT_LT(after[after.size() / 2], 20);
  EXPECT_GT(before[before.size() / 2], 25);
}

TEST(RaceIncidents, WhoStopsOrRetiresIsSeenNoMore) {
  std::size_t stopped_cars = 0;
  for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
    std::map<std::size_t, double> stopped;  // where
    std::set<std::size_t> retired;
    std::map<std::size_t, int> ends;
    drive(bad_day(seed), [&](const Race& race, std::span<const RaceEvent> events) {
      for (const RaceEvent& event : events) {
        if (const auto* car = std::get_if<CarStopped>(&event.what)) {
          stopped[car->car] = race.cars()[car->car].distance_m;
        }
        if (const auto* car = std::get_if<CarRetired>(&event.what)) {
          EXPECT_TRUE(retired.insert(car->car).second) << "twice";
          ++ends[car->car];
        }
        if (const auto* car = std::get_if<CarFinished>(&event.what)) ++ends[car->car];
        if (const auto* line = std::get_if<LineCrossing>(&event.what)) {
          EXPECT_FALSE(stopped.contains(line->car));
          EXPECT_FALSE(retired.contains(line->car));
        }
      }
      for (const auto& [car, at_m] : stopped) ASSERT_EQ(race.cars()[car].distance_m, at_m);
    });
    EXPECT_EQ(ends.size(), 20U) << "each car retires or finishes";
    for (const auto& [car, count] : ends) EXPECT_EQ(count, 1);
    stopped_cars += stopped.size();
  }
  EXPECT_GE(stopped_cars, 10U);
}

TEST(RaceIncidents, LapsGoOnThroughEverythingAndTheWinnerDrivesAll) {
  for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
    std::map<std::size_t, int> laps;
    std::optional<std::size_t> winner;
    SessionTime last;
    drive(bad_day(seed), [&](const Race&, std::span<const RaceEvent> events) {
      for (const RaceEvent& event : events) {
        EXPECT_GE(event.time, last - Milliseconds{100});
        last = event.time;
        if (const auto* car = std::get_if<CarFinished>(&event.what); car != nullptr && !winner)
          winner = car->car;
        const auto* line = std::get_if<LineCrossing>(&event.what);
        if (line == nullptr || !line->ends_lap) continue;
        EXPECT_EQ(line->lap, ++laps[line->car]);
      }
    });
    ASSERT_TRUE(winner);
    EXPECT_GE(laps[*winner], 20);
  }
}

}  // namespace
}  // namespace slipstream::simulate

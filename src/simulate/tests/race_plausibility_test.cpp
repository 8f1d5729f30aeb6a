// Simulated races against those of a real season: each figure of a race lies where the season's races have
// it. Ranges, since no two circuits are alike.
#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "prepare/prepared_session.hpp"
#include "race_figures.hpp"
#include "simulate/circuit/circuits.hpp"
#include "source/simulation/simulation.hpp"
#include "support/shared_data.hpp"
#include "table/read.hpp"

namespace slipstream::simulate {
namespace {

/// Undisturbed, since safety cars and stops come in too few of these races to compare what follows them.
prepare::PreparedSession simulated_race(std::uint64_t seed) {
  auto circuit = built_in_circuit("lakeside");
  EXPECT_TRUE(circuit);
  auto source = source::open_simulation({.incidents = 0, .seed = seed},
                                        std::make_shared<const Circuit>(std::move(*circuit)));
  EXPECT_TRUE(source);
  auto session = prepare::prepare_session(**source);
  EXPECT_TRUE(session);
  return std::move(*session);
}

RaceFigures figures_of(const prepare::PreparedSession& session) {
  std::vector<LapOfRace> laps;  // a later message of a lap replaces the earlier
  for (const domain::SessionMessage& message : session.messages()) {
    const auto* lap = std::get_if<domain::Lap>(&message.body);
    if (lap == nullptr || !message.car) continue;
    laps.push_back({.driver = std::string{message.car->driver.view()},
                    .lap = lap->lap_number,
                    .lap_time = lap->lap_time ? std::optional{base::seconds(*lap->lap_time)} : std::nullopt,
                    .position = lap->position,
                    .tyre_life = lap->tyre_life ? std::optional<double>{*lap->tyre_life} : std::nullopt,
                    .stint = lap->stint.value_or(0),
                    .into_pits = lap->pit_in.has_value(),
                    .out_of_pits = lap->pit_out.has_value(),
                    .green = lap->track_status == "1"});
  }
  return RaceCounter(std::move(laps)).count();
}

/// The dry races of a season, by round.
std::vector<RaceFigures> real_season(const std::filesystem::path& file) {
  using table::Need;
  using table::Type;
  const auto season = table::read_table(file, {.columns = {{"RoundNumber", Type::int64},
                                                           {"Driver", Type::text},
                                                           {"LapNumber", Type::float64},
                                                           {"LapTime", Type::float64},
                                                           {"Position", Type::float64},
                                                           {"TyreLife", Type::float64},
                                                           {"Stint", Type::float64},
                                                           {"PitInTime", Type::text},
                                                           {"PitOutTime", Type::text},
                                                           {"TrackStatus", Type::text},
                                                           {"IsSlick", Type::text}}});
  EXPECT_TRUE(season) << season.error().to_string();
  std::map<std::int64_t, std::vector<LapOfRace>> races;
  std::map<std::int64_t, std::size_t> wet_laps;
  for (std::size_t row = 0; row < season->rows(); ++row) {
    const auto number = [&](std::size_t column) { return season->column(column).double_at(row); };
    const auto text = [&](std::size_t column) { return season->column(column).text_at(row).value_or(""); };
    const auto round = *season->column(0).integer_at(row);
    wet_laps[round] += text(10) == "False" ? 1U : 0U;
    const auto position = number(4);
    races[round].push_back({.driver = std::string{text(1)},
                            .lap = static_cast<int>(*number(2)),
                            .lap_time = number(3),
                            .position = position ? std::optional{static_cast<int>(*position)} : std::nullopt,
                            .tyre_life = number(5),
                            .stint = static_cast<int>(number(6).value_or(0)),
                            .into_pits = !text(7).empty(),
                            .out_of_pits = !text(8).empty(),
                            .green = text(9) == "1"});
  }
  std::vector<RaceFigures> figures;
  for (auto& [round, laps] : races) {
    if (wet_laps[round] == 0) figures.push_back(RaceCounter(std::move(laps)).count());
  }
  return figures;
}

class RacePlausibility : public ::testing::Test {
 protected:
  void SetUp() override {
    SLIPSTREAM_NEED_SHARED(shared);
    season_ = real_season(shared / "data/laps/laps_2023.csv.gz");
    ASSERT_GT(season_.size(), 10U);
    for (const std::uint64_t seed : {1U, 2U, 3U}) simulated_.push_back(figures_of(simulated_race(seed)));
  }
  /// Every simulated race's figure lies among the season's, the strangest tenth of which is left out.
  void expect_among_the_real(double RaceFigures::* figure) const {
    std::vector<double> real;
    for (const RaceFigures& race : season_) real.push_back(race.*figure);
    for (const RaceFigures& race : simulated_) {
      EXPECT_GE(race.*figure, quantile(real, 0.05));
      EXPECT_LE(race.*figure, quantile(real, 0.95));
    }
  }

  std::vector<RaceFigures> season_, simulated_;
};

TEST_F(RacePlausibility, LapTimesSpreadLikeRealOnes) { expect_among_the_real(&RaceFigures::lap_time_spread); }

TEST_F(RacePlausibility, TyresFadeLikeRealOnes) { expect_among_the_real(&RaceFigures::stint_slope_s); }

TEST_F(RacePlausibility, CarsStopAsOften) { expect_among_the_real(&RaceFigures::stops_per_car); }

TEST_F(RacePlausibility, AStopCosts18To25Seconds) {
  for (const RaceFigures& race : simulated_) {
    EXPECT_GE(race.stop_loss_s, 18);
    EXPECT_LE(race.stop_loss_s, 25);
  }
}

TEST_F(RacePlausibility, CarsPassEachOtherAsOften) { expect_among_the_real(&RaceFigures::overtakes); }

TEST(RaceTelemetry, TopSpeedAndFullThrottleAreThoseOfAGrandPrix) {
  const auto session = simulated_race(1);
  for (std::size_t driver = 0; driver < session.drivers().size(); ++driver) {
    const prepare::TelemetryColumns& columns = session.telemetry(driver);
    double top_kmh = 0;
    std::size_t racing = 0, floored = 0;
    for (std::size_t row = 0; row < columns.size(); ++row) {
      if (columns.source[row] != prepare::RowSource::car || columns.lap_number[row] < 2) continue;
      if (columns.track_status[row] != '1' || !(columns.speed_kmh[row] > 60)) continue;
      top_kmh = std::max<double>(top_kmh, columns.speed_kmh[row]);
      ++racing;
      floored += columns.throttle_pct[row] >= 98 ? 1U : 0U;
    }
    if (racing < 5'000) continue;  // retired early
    EXPECT_GE(top_kmh, 310) << session.drivers()[driver].id.view();
    EXPECT_LE(top_kmh, 345) << session.drivers()[driver].id.view();
    const double share = static_cast<double>(floored) / static_cast<double>(racing);
    EXPECT_GE(share, 0.45) << session.drivers()[driver].id.view();
    EXPECT_LE(share, 0.8) << session.drivers()[driver].id.view();
  }
}

}  // namespace
}  // namespace slipstream::simulate

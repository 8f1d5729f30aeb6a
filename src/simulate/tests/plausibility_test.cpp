// The simulated car against the real ones: fast laps of a real qualifying, and a simulated lap on the circuit
// that its positions describe. Ranges, since a car without a driver is not one of twenty.
#include <cmath>
#include <map>
#include <utility>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "driven_lap.hpp"
#include "prepare/prepared_session.hpp"
#include "simulate/circuit/circuits.hpp"
#include "support/shared_data.hpp"

namespace slipstream::simulate {
namespace {

struct Telemetry {
  std::vector<double> speed_kmh, rpm, throttle_pct;
  std::vector<int> gear;
  double braking = 0;  ///< share of the samples
};

/// A lap's place in a session.
struct LapRef {
  std::size_t driver = 0;
  int lap_number = 0;
  double seconds = 0;
};

std::vector<LapRef> timed_laps(const prepare::PreparedSession& session) {
  std::map<std::pair<std::size_t, int>, double> seconds;  // a later message of a lap replaces the earlier
  for (const domain::SessionMessage& message : session.messages()) {
    const auto* lap = std::get_if<domain::Lap>(&message.body);
    if (lap == nullptr || !lap->lap_time || !message.car) continue;
    for (std::size_t d = 0; d < session.drivers().size(); ++d) {
      if (session.drivers()[d].id == message.car->driver)
        seconds[{d, lap->lap_number}] = base::seconds(*lap->lap_time);
    }
  }
  std::vector<LapRef> laps;
  for (const auto& [key, time] : seconds) laps.push_back({key.first, key.second, time});
  std::ranges::sort(laps, {}, &LapRef::seconds);
  return laps;
}

template <class Visit>
void each_row(const prepare::PreparedSession& session, const LapRef& lap, prepare::RowSource source,
              Visit visit) {
  const prepare::TelemetryColumns& columns = session.telemetry(lap.driver);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns.lap_number[i] == lap.lap_number && columns.source[i] == source) {
      visit(columns.row(i, session.drivers()[lap.driver]));
    }
  }
}

class Plausibility : public ::testing::Test {
 protected:
  void SetUp() override {
    SLIPSTREAM_NEED_SHARED(shared);
    auto source = source::open_source(shared / "data/archive/2025-10-25_Mexico_City_Grand_Prix_Qualifying");
    ASSERT_TRUE(source) << source.error().to_string();
    auto session = prepare::prepare_session(**source);
    ASSERT_TRUE(session) << session.error().to_string();
    const std::vector<LapRef> laps = timed_laps(*session);
    ASSERT_GT(laps.size(), 40U);
    fastest_s_ = laps.front().seconds;
    read_real(*session, laps);
    make_circuit_of(*session, laps.front());
  }
  /// Telemetry of the laps within 2 % of the fastest.
  void read_real(const prepare::PreparedSession& session, const std::vector<LapRef>& laps) {
    int braking = 0;
    for (const LapRef& lap : laps) {
      if (lap.seconds > 1.02 * fastest_s_) break;
      each_row(session, lap, prepare::RowSource::car, [&](const domain::TelemetrySample& sample) {
        if (!sample.speed_kmh || !sample.rpm || !sample.throttle_pct || !sample.gear || !sample.brake_pct)
          return;
        real_.speed_kmh.push_back(*sample.speed_kmh);
        real_.rpm.push_back(*sample.rpm);
        real_.throttle_pct.push_back(*sample.throttle_pct);
        real_.gear.push_back(*sample.gear);
        braking += *sample.brake_pct > 0 ? 1 : 0;
      });
    }
    ASSERT_GT(real_.speed_kmh.size(), 3000U);
    real_.braking = braking / static_cast<double>(real_.speed_kmh.size());
  }
  void make_circuit_of(const prepare::PreparedSession& session, const LapRef& lap) {
    std::vector<domain::Point> positions;
    each_row(session, lap, prepare::RowSource::position, [&](const domain::TelemetrySample& sample) {
      if (!sample.x || !sample.y || !sample.z) return;
      const auto unit = [](double value) { return static_cast<std::int32_t>(std::lround(value)); };
      positions.push_back({unit(*sample.x), unit(*sample.y), unit(*sample.z)});
    });
    const auto plan = plan_from_lap("Mexico City", positions);
    ASSERT_TRUE(plan) << plan.error().to_string();
    auto circuit = make_circuit(*plan);
    ASSERT_TRUE(circuit) << circuit.error().to_string();
    circuit_ = std::move(*circuit);
    qualifying_.air_density = circuit_.air_density();  // of 2,200 m above the sea
    for (const DrivenSample& sample : drive_lap(circuit_, qualifying_, 1)) {
      simulated_.speed_kmh.push_back(3.6 * sample.speed_ms);
      simulated_.rpm.push_back(sample.controls.rpm);
      simulated_.throttle_pct.push_back(sample.controls.throttle_pct);
      simulated_.gear.push_back(sample.controls.gear);
      simulated_.braking += sample.controls.braking ? 1 : 0;
    }
    simulated_.braking /= static_cast<double>(simulated_.speed_kmh.size());
  }

  LapConditions qualifying_{.fuel_kg = 6};
  double fastest_s_ = 0;
  Circuit circuit_;
  Telemetry real_, simulated_;
};

TEST_F(Plausibility, ACircuitFromALapHasItsLengthAndCorners) {
  EXPECT_NEAR(circuit_.length_m(), 4304, 90) << "the racing line is shorter than the official centre line";
  EXPECT_GE(circuit_.corners.size(), 13U);
  EXPECT_LE(circuit_.corners.size(), 19U) << "17 officially";
  EXPECT_GE(circuit_.drs_zones.size(), 2U);
}

TEST_F(Plausibility, ALapTakesAsLongAsTheRealOne) {
  SpeedProfile profile;
  solve_lap(circuit_, reference_car(), qualifying_, profile);
  EXPECT_NEAR(lap_seconds(circuit_, profile, 1), fastest_s_, 0.04 * fastest_s_);
}

TEST_F(Plausibility, SpeedsAreDistributedLikeTheRealOnes) {
  for (const double part : {0.05, 0.25, 0.5, 0.75, 0.95}) {
    EXPECT_NEAR(quantile(simulated_.speed_kmh, part), quantile(real_.speed_kmh, part), 18)
        << "quantile " << part;
  }
}

TEST_F(Plausibility, RevolutionsAreDistributedLikeTheRealOnes) {
  for (const double part : {0.05, 0.25, 0.5, 0.75, 0.95}) {
    EXPECT_NEAR(quantile(simulated_.rpm, part), quantile(real_.rpm, part), 700) << "quantile " << part;
  }
}

TEST_F(Plausibility, PedalsAreUsedAsMuchAsReally) {
  const auto full = [](double pct) { return pct >= 98; };
  EXPECT_NEAR(share_of(simulated_.throttle_pct, full), share_of(real_.throttle_pct, full), 0.12);
  EXPECT_NEAR(simulated_.braking, real_.braking, 0.07);
}

TEST_F(Plausibility, GearsAreUsedAsMuchAsReally) {
  for (int gear = 1; gear <= 8; ++gear) {
    const auto in_gear = [&](int other) { return other == gear; };
    EXPECT_NEAR(share_of(simulated_.gear, in_gear), share_of(real_.gear, in_gear), 0.1) << "gear " << gear;
  }
}

}  // namespace
}  // namespace slipstream::simulate

#include "simulate/car/speed_profile.hpp"

#include <cmath>
#include <string>

#include <gtest/gtest.h>

#include "simulate/car/forces.hpp"
#include "simulate/circuit/circuits.hpp"

namespace slipstream::simulate {
namespace {

Circuit circuit_called(std::string_view name) {
  auto circuit = built_in_circuit(name);
  if (!circuit) ADD_FAILURE() << circuit.error().to_string();
  return circuit ? std::move(*circuit) : Circuit{};
}

double seconds_with(const Circuit& circuit, const LapConditions& conditions) {
  SpeedProfile profile;
  solve_lap(circuit, reference_car(), conditions, profile);
  return lap_seconds(circuit, profile, 0);
}

struct Case {
  const char* name;
  const char* circuit;
  LapConditions conditions;
};

class Profiles : public ::testing::TestWithParam<Case> {
 protected:
  void SetUp() override {
    circuit_ = circuit_called(GetParam().circuit);
    solve_lap(circuit_, reference_car(), GetParam().conditions, profile_);
  }
  /// Over the step from `point`, without the hill's part.
  [[nodiscard]] double acceleration_ms2(const std::vector<float>& speeds, std::size_t point) const {
    const double from = speeds[point], to = speeds[(point + 1) % speeds.size()];
    return (to * to - from * from) / (2 * circuit_.step_m) + kGravity * circuit_.slope[point];
  }
  Circuit circuit_;
  SpeedProfile profile_;
};

// What a table of 256 speeds makes of smooth curves.
constexpr double kTableError = 1.01;

TEST_P(Profiles, NoCornerIsTakenFasterThanTyresHold) {
  for (std::size_t i = 0; i < circuit_.points(); ++i) {
    const double speed = profile_.open[i];
    const double lateral = speed * speed * std::abs(circuit_.curvature[i]);
    const Forces forces = forces_at(reference_car(), GetParam().conditions, speed);
    ASSERT_LE(lateral, kTableError * forces.lateral)
        << "at " << static_cast<double>(i) * circuit_.step_m << " m";
  }
}

TEST_P(Profiles, NeitherEngineNorBrakesGiveMoreThanTheyHave) {
  const CarModel& car = reference_car();
  for (std::size_t i = 0; i < circuit_.points(); ++i) {
    const double gained = acceleration_ms2(profile_.closed, i);
    const double faster = std::max(profile_.closed[i], profile_.closed[(i + 1) % circuit_.points()]);
    const double most = acceleration(car, GetParam().conditions, profile_.closed[i], false);
    ASSERT_LE(gained, std::max(0.0, most) * kTableError + 0.15) << "at point " << i;
    ASSERT_GE(gained, -kTableError * deceleration(car, GetParam().conditions, faster) - 0.3)
        << "at point " << i;
  }
}

TEST_P(Profiles, AnOpenFlapIsNeverSlower) {
  for (std::size_t i = 0; i < circuit_.points(); ++i) ASSERT_GE(profile_.open[i], profile_.closed[i]);
  if (circuit_.drs_zones.empty()) return;
  EXPECT_LT(lap_seconds(circuit_, profile_, 1), lap_seconds(circuit_, profile_, 0));
}

TEST_P(Profiles, TheLapEndsAsItBegins) {
  const std::size_t last = circuit_.points() - 1;
  EXPECT_NEAR(profile_.closed[0], profile_.closed[last], 1);
  EXPECT_NEAR(profile_.at(circuit_, 0, 0.5), profile_.at(circuit_, circuit_.length_m(), 0.5), 1e-6);
}

INSTANTIATE_TEST_SUITE_P(Each, Profiles,
                         ::testing::Values(Case{"Lakeside", "lakeside", {}},
                                           Case{"FullTank", "lakeside", {.fuel_kg = 105}},
                                           Case{"WornTyres", "lakeside", {.fuel_kg = 40, .grip = 0.85}},
                                           Case{"Rain", "lakeside", {.grip = 0.6}},
                                           Case{"ThinAir", "lakeside", {.air_density = 0.9}},
                                           Case{"Pocket", "pocket", {}}),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(SolveLap, LakesideIsLappedLikeAGrandPrixTrack) {
  const Circuit circuit = circuit_called("lakeside");
  SpeedProfile profile;
  solve_lap(circuit, reference_car(), {.fuel_kg = 50}, profile);
  EXPECT_GT(lap_seconds(circuit, profile, 0), 80);
  EXPECT_LT(lap_seconds(circuit, profile, 0), 92);
  const double top_closed = 3.6 * *std::ranges::max_element(profile.closed);
  const double top_open = 3.6 * *std::ranges::max_element(profile.open);
  EXPECT_GT(top_closed, 310);
  EXPECT_LT(top_open, 350);
  EXPECT_GT(top_open, top_closed + 8);
  EXPECT_LT(3.6 * *std::ranges::min_element(profile.closed), 100);
}

TEST(SolveLap, WhatMakesACarSlowerCostsTime) {
  const Circuit circuit = circuit_called("lakeside");
  const double reference = seconds_with(circuit, {});
  EXPECT_GT(seconds_with(circuit, {.grip = 0.97}), reference + 0.3);
  EXPECT_GT(seconds_with(circuit, {.power = 0.97}), reference + 0.1);
  // Real cars lose about 0.3 s a lap for every 10 kg.
  const double for_10_kg = seconds_with(circuit, {.fuel_kg = 10}) - reference;
  EXPECT_GT(for_10_kg, 0.15);
  EXPECT_LT(for_10_kg, 0.45);
}

TEST(SolveLap, UsesTheMemoryOfTheLastLapAgain) {
  const Circuit circuit = circuit_called("lakeside");
  SpeedProfile profile;
  solve_lap(circuit, reference_car(), {}, profile);
  const float *closed = profile.closed.data(), *open = profile.open.data();
  solve_lap(circuit, reference_car(), {.fuel_kg = 80}, profile);
  EXPECT_EQ(profile.closed.data(), closed);
  EXPECT_EQ(profile.open.data(), open);
}

TEST(Acceleration, FallsWithSpeedAndGrowsWithAnOpenFlap) {
  const CarModel& car = reference_car();
  double before = 1e9;
  for (double speed = 60; speed < 100; speed += 5) {  // below, the tyres are the limit
    const double now = acceleration(car, {}, speed, false);
    EXPECT_LT(now, before) << speed;
    EXPECT_GT(acceleration(car, {}, speed, true), now);
    before = now;
  }
  EXPECT_LT(acceleration(car, {}, 100, false), 0) << "drag wins above top speed";
  EXPECT_LT(acceleration(car, {.fuel_kg = 100}, 40, false), acceleration(car, {}, 40, false));
}

TEST(Deceleration, GrowsWithSpeed) {
  const CarModel& car = reference_car();
  EXPECT_NEAR(deceleration(car, {}, 25) / kGravity, 2, 0.6);
  EXPECT_NEAR(deceleration(car, {}, 90) / kGravity, 6, 1.2);
}

}  // namespace
}  // namespace slipstream::simulate

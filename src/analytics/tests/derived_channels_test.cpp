#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>

#include <gtest/gtest.h>

#include "analytics/derived_channels.hpp"

namespace slipstream::analytics {
namespace {

constexpr double kSpeedPerRpm = 2 * std::numbers::pi * 0.33 * 60 / 1000;

domain::TelemetrySample sample(int gear, double rpm, double speed, double throttle = 100) {
  domain::TelemetrySample s;
  s.gear = static_cast<std::int8_t>(gear);
  s.rpm = rpm;
  s.speed_kmh = speed;
  s.throttle_pct = throttle;
  s.brake_pct = 0;
  return s;
}

TEST(RunningMedian, IsNearTheMedianOfManyDistributions) {
  std::mt19937_64 random{5};
  std::normal_distribution<double> narrow{4.8, 0.02};
  std::lognormal_distribution<double> skewed{1, 0.3};
  std::uniform_real_distribution<double> even{2, 12};
  for (int kind = 0; kind < 3; ++kind) {
    RunningMedian median;
    std::vector<double> all;
    for (int i = 0; i < 3000; ++i) {
      // One in ten is far off.
      double value = kind == 0 ? narrow(random) : kind == 1 ? skewed(random) : even(random);
      if (kind == 0 && i % 10 == 0) value = even(random) * 2;
      median.add(value);
      all.push_back(value);
    }
    std::nth_element(all.begin(), all.begin() + 1500, all.end());
    EXPECT_NEAR(median.value(), all[1500], 0.02 * all[1500]) << kind;
  }
}

TEST(RunningMedian, OfAFewIsExactAndSurvivesSaving) {
  RunningMedian median;
  EXPECT_EQ(median.value(), 0);
  for (const double value : {5.0, 1.0, 3.0}) median.add(value);
  EXPECT_EQ(median.value(), 3.0);
  for (const double value : {2.0, 4.0, 9.0, 8.0}) {
    const RunningMedian copy = RunningMedian::from(median.state());
    EXPECT_EQ(copy.state(), median.state());
    median.add(value);
  }
  EXPECT_EQ(median.count(), 7U);
}

TEST(DerivedChannels, LearnEachGearsRatioBeforeTheySpeakOfWheelSpin) {
  DerivedChannels car;
  std::mt19937_64 random{6};
  std::normal_distribution<double> noise{1, 0.01};
  const double ratio = 4.8;
  for (int i = 0; i < 200; ++i) {
    const double speed = 280 + i % 40;
    const auto derived = car.apply(sample(8, speed * ratio / kSpeedPerRpm * noise(random), speed));
    if (car.ratio(8)) break;
    EXPECT_FALSE(derived.expected_speed_kmh);
    EXPECT_FALSE(derived.wheel_spin);
  }
  ASSERT_TRUE(car.ratio(8));
  EXPECT_NEAR(*car.ratio(8), ratio, 0.05);
  EXPECT_FALSE(car.ratio(7));
  EXPECT_FALSE(car.ratio(0));
  const auto spinning = car.apply(sample(8, 300 * ratio / kSpeedPerRpm, 250));
  EXPECT_NEAR(spinning.expected_speed_kmh.value(), 300, 4);
  EXPECT_TRUE(spinning.wheel_spin.value());
  EXPECT_NEAR(spinning.wheel_spin_pct.value(), 20, 2);
  const auto gripping = car.apply(sample(8, 300 * ratio / kSpeedPerRpm, 310));
  EXPECT_FALSE(gripping.wheel_spin.value());
  EXPECT_EQ(gripping.wheel_spin_pct.value(), 0);
}

TEST(DerivedChannels, LearnNothingFromBadSamples) {
  DerivedChannels car;
  for (int i = 0; i < 500; ++i) {
    car.apply(sample(5, 11'000, 220, 20));  // coasting
    car.apply(sample(5, 11'000, 50));       // too slow
    auto braking = sample(5, 11'000, 220);
    braking.brake_pct = 100;
    car.apply(braking);
    car.apply(sample(7, 11'000, 220));  // the gear is not held
    car.apply(sample(8, 11'000, 220));
    domain::TelemetrySample missing;
    car.apply(missing);
  }
  for (int gear = 0; gear < 9; ++gear) EXPECT_FALSE(car.ratio(gear)) << gear;
}

TEST(DerivedChannels, CalibrationSurvivesSaving) {
  DerivedChannels car, restored;
  for (int i = 0; i < 100; ++i) car.apply(sample(6, 11'000, 240 + i % 3));
  restored.restore(car.calibration());
  EXPECT_EQ(restored.ratio(6), car.ratio(6));
  EXPECT_EQ(restored.calibration(), car.calibration());
}

TEST(DerivedChannels, UseTheConfiguredRatiosWhenTold) {
  DerivedChannels car(DerivedOptions{.calibrate = false});
  const auto derived = car.apply(sample(8, 10'000, 300));
  EXPECT_NEAR(derived.expected_speed_kmh.value(), 10'000 / 4.0 * kSpeedPerRpm, 1e-9);
  EXPECT_FALSE(car.apply(sample(0, 10'000, 300)).expected_speed_kmh);
}

TEST(DerivedChannels, AStandingCarHasNoPercentage) {
  DerivedChannels car(DerivedOptions{.calibrate = false});
  const auto derived = car.apply(sample(1, 5000, 0));
  EXPECT_TRUE(derived.expected_speed_kmh);
  EXPECT_FALSE(derived.wheel_spin);
  EXPECT_FALSE(derived.wheel_spin_pct);
}

TEST(DerivedChannels, NameTheGearAnomaly) {
  DerivedChannels car;
  const auto anomaly = [&](int gear, double rpm, double speed) {
    return car.apply(sample(gear, rpm, speed)).gear_anomaly;
  };
  EXPECT_EQ(anomaly(4, 7999, 150), GearAnomaly::lugging);
  EXPECT_EQ(anomaly(3, 7999, 150), GearAnomaly::none);
  EXPECT_EQ(anomaly(4, 7999, 50), GearAnomaly::mismatch);
  EXPECT_EQ(anomaly(4, 13'001, 150), GearAnomaly::over_rev);
  EXPECT_EQ(anomaly(5, 13'001, 200), GearAnomaly::none);
  EXPECT_EQ(anomaly(8, 11'000, 239), GearAnomaly::mismatch);
  EXPECT_EQ(car.apply({}).gear_anomaly, std::nullopt);
}

}  // namespace
}  // namespace slipstream::analytics

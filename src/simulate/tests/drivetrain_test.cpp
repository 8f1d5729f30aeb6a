#include "simulate/car/drivetrain.hpp"

#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace slipstream::simulate {
namespace {

using ::testing::ElementsAre;

struct Moment {
  double seconds = 0, speed_ms = 0;
  Controls controls;
};

/// From standstill to `top_ms` as fast as it goes, and to a standstill again.
std::vector<Moment> up_and_down(double top_ms, double step_s) {
  const CarModel& car = reference_car();
  Drivetrain drivetrain;
  std::vector<Moment> moments;
  double speed = 0, seconds = 0;
  bool faster = true;
  while (seconds < 120) {
    const double change = faster ? acceleration(car, {}, speed, false) : -deceleration(car, {}, speed);
    speed = std::max(0.0, speed + change * step_s);
    seconds += step_s;
    moments.push_back({seconds, speed, drivetrain.advance(car, {}, speed, change, step_s, false)});
    if (speed > top_ms) faster = false;
    if (speed == 0) break;
  }
  return moments;
}

std::vector<int> gears_of(const std::vector<Moment>& moments) {
  std::vector<int> gears;
  for (const Moment& moment : moments) {
    if (gears.empty() || gears.back() != moment.controls.gear) gears.push_back(moment.controls.gear);
  }
  return gears;
}

TEST(Drivetrain, GoesThroughAllGearsUpAndDown) {
  EXPECT_THAT(gears_of(up_and_down(84, 0.005)), ElementsAre(1, 2, 3, 4, 5, 6, 7, 8, 7, 6, 5, 4, 3, 2, 1, 0));
}

TEST(Drivetrain, NeverShiftsTwiceWithin40Milliseconds) {
  double last_shift = -1;
  int gear = 1;
  for (const Moment& moment : up_and_down(88, 0.005)) {
    const bool stopped = moment.controls.gear == 0;
    if (moment.controls.gear == gear || stopped) continue;
    EXPECT_GE(moment.seconds - last_shift, 0.04 - 1e-9) << "to gear " << moment.controls.gear;
    last_shift = moment.seconds;
    gear = moment.controls.gear;
  }
}

TEST(Drivetrain, RevolutionsStayInRange) {
  for (const double step_s : {0.005, 0.05, 0.27}) {
    for (const Moment& moment : up_and_down(88, step_s)) {
      ASSERT_GE(moment.controls.rpm, reference_car().idle_rpm);
      ASSERT_LE(moment.controls.rpm, reference_car().limit_rpm);
    }
  }
}

TEST(Drivetrain, LongStepsShiftSeveralGears) {
  Drivetrain drivetrain;
  EXPECT_EQ(drivetrain.advance(reference_car(), {}, 85, 0, 0.27, false).gear, 7);
  EXPECT_EQ(drivetrain.advance(reference_car(), {}, 85, 0, 0.27, false).gear, 8);
}

TEST(Drivetrain, StandingIsNeutralAtIdle) {
  Drivetrain drivetrain;
  const Controls& controls = drivetrain.advance(reference_car(), {}, 0, 0, 0.1, false);
  EXPECT_EQ(controls.gear, 0);
  EXPECT_EQ(controls.rpm, reference_car().idle_rpm);
  EXPECT_EQ(controls.throttle_pct, 0);
  EXPECT_FALSE(controls.braking);
}

TEST(Drivetrain, PullsAwayInFirstGear) {
  Drivetrain drivetrain;
  const Controls& controls = drivetrain.advance(reference_car(), {}, 0.2, 6, 0.02, false);
  EXPECT_EQ(controls.gear, 1);
  EXPECT_GT(controls.throttle_pct, 0);
}

struct PedalCase {
  const char* name;
  double speed_ms, acceleration_ms2, least_pct, most_pct;
  bool braking;
};

class Pedals : public ::testing::TestWithParam<PedalCase> {};

TEST_P(Pedals, GoWithTheMotion) {
  const PedalCase& motion = GetParam();
  Drivetrain drivetrain;
  const Controls& controls =
      drivetrain.advance(reference_car(), {}, motion.speed_ms, motion.acceleration_ms2, 0.1, false);
  EXPECT_GE(controls.throttle_pct, motion.least_pct);
  EXPECT_LE(controls.throttle_pct, motion.most_pct);
  EXPECT_EQ(controls.braking, motion.braking);
}

const CarModel& kCar = reference_car();
INSTANTIATE_TEST_SUITE_P(
    Each, Pedals,
    ::testing::Values(PedalCase{"FlatOut", 70, acceleration(kCar, {}, 70, false), 100, 100, false},
                      PedalCase{"CornerExit", 30, acceleration(kCar, {}, 30, false), 20, 80, false},
                      PedalCase{"MidCorner", 40, 0, 5, 30, false},
                      PedalCase{"LiftAndCoast", 80, -9.5, 0, 0, false},
                      PedalCase{"HardBraking", 80, -deceleration(kCar, {}, 80), 0, 0, true}),
    [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace slipstream::simulate

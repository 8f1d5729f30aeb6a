#include "replay/pacer.hpp"

#include <cmath>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace slipstream::replay {
namespace {

using namespace std::chrono_literals;

constexpr MonotonicTime kNoon{12h};

SessionTime at(Milliseconds time) { return SessionTime{time}; }
domain::ReplaySpeed times(double factor) { return {factor}; }

TEST(Pacer, PutsEveryDeadlineWhereTheSpeedSays) {
  struct Case {
    double speed;
    Milliseconds ahead;
    std::chrono::nanoseconds wait;
  };
  const std::vector<Case> cases{
      {1, 1ms, 1ms}, {1, 3h, 3h},      {0.1, 1s, 10s},     {0.5, 1ms, 2ms},     {10, 1s, 100ms},
      {50, 1h, 72s}, {1000, 1ms, 1us}, {1000, 2h, 7200ms}, {3, 1ms, 333'333ns}, {7, 2h, 1'028'571'428'571ns},
  };
  for (const Case& c : cases) {
    const Pacer pacer{at(816'004ms), times(c.speed), kNoon};
    EXPECT_EQ(pacer.deadline(at(816'004ms + c.ahead)), kNoon + c.wait) << c.speed << "x";
  }
}

TEST(Pacer, PositionIsWhatIsDue) {
  for (const double speed : {0.1, 0.3, 1.0, 3.0, 7.77, 10.0, 50.0, 999.9}) {
    const Pacer pacer{at(5s), times(speed), kNoon};
    for (Milliseconds ahead = 0ms; ahead < 2h; ahead += 7'919ms) {
      const MonotonicTime deadline = *pacer.deadline(at(5s + ahead));
      EXPECT_LE(pacer.position(deadline - 2us), at(5s + ahead));
      EXPECT_GE(pacer.position(deadline + 20ns), at(5s + ahead)) << speed << "x, " << ahead.count() << " ms";
    }
  }
}

TEST(Pacer, HoursOfRandomChangesDoNotDrift) {
  // An independent account of the same replay in long double, kept by adding up what each stretch must give.
  std::mt19937 random{20251025};
  std::uniform_int_distribution<std::int64_t> stretch_ns{1'000, 30'000'000'000};
  std::uniform_real_distribution<double> exponent{-1, 3};
  std::uniform_int_distribution<int> what{0, 3};
  MonotonicTime now = kNoon;
  double speed = 1;
  Pacer pacer{at(0ms), times(speed), now};
  long double expected_ns = 0;
  for (int change = 0; change < 5'000; ++change) {
    const std::chrono::nanoseconds stretch{stretch_ns(random)};
    now += stretch;
    if (!pacer.paused())
      expected_ns += static_cast<long double>(stretch.count()) * static_cast<long double>(speed);
    switch (what(random)) {
      case 0: pacer.pause(now); break;
      case 1: pacer.resume(now); break;
      default: speed = std::pow(10.0, exponent(random)); pacer.set_speed(times(speed), now);
    }
  }
  pacer.resume(now);
  const SessionTime position = pacer.position(now);
  EXPECT_GT(position, at(10h));
  // Each change rounds once, to a nanosecond of session time.
  EXPECT_NEAR(static_cast<double>(position.time_since_epoch().count()),
              static_cast<double>(expected_ns / 1e6L), 1.01);
}

TEST(Pacer, APauseMovesDeadlinesByItsLength) {
  Pacer pacer{at(0ms), times(10), kNoon};
  pacer.pause(kNoon + 1s);
  EXPECT_EQ(pacer.deadline(at(20s)), std::nullopt);
  EXPECT_EQ(pacer.position(kNoon + 1h), at(10s));
  pacer.resume(kNoon + 1h);
  EXPECT_EQ(pacer.deadline(at(20s)), kNoon + 1h + 1s);
  pacer.resume(kNoon + 2h);  // running already: no new anchor
  EXPECT_EQ(pacer.deadline(at(20s)), kNoon + 1h + 1s);
}

TEST(Pacer, APauseCanBeGivenAnotherSpeedAndPlace) {
  Pacer pacer{at(0ms), times(1), kNoon};
  pacer.pause(kNoon + 10s);
  pacer.set_speed(times(2), kNoon + 20s);
  pacer.seek(at(1h), kNoon + 30s);
  EXPECT_TRUE(pacer.paused());
  EXPECT_EQ(pacer.position(kNoon + 1h), at(1h));
  pacer.resume(kNoon + 1h);
  EXPECT_EQ(pacer.deadline(at(1h + 2s)), kNoon + 1h + 1s);
}

TEST(Pacer, AChangeOfSpeedKeepsThePlace) {
  Pacer pacer{at(0ms), times(1), kNoon};
  pacer.set_speed(times(100), kNoon + 10s);
  EXPECT_EQ(pacer.position(kNoon + 10s), at(10s));
  EXPECT_EQ(pacer.deadline(at(110s)), kNoon + 11s);
}

TEST(Pacer, AtMaxEverythingIsDueAndThePlaceIsWhatWasPlayed) {
  Pacer pacer{at(0ms), domain::ReplaySpeed{}, kNoon};
  EXPECT_TRUE(pacer.unpaced());
  EXPECT_EQ(pacer.deadline(at(24h)), kNoon);
  pacer.advance_to(at(40s));
  EXPECT_EQ(pacer.position(kNoon + 1h), at(40s));
  pacer.set_speed(times(1), kNoon + 1h);
  EXPECT_EQ(pacer.deadline(at(41s)), kNoon + 1h + 1s);
}

}  // namespace
}  // namespace slipstream::replay

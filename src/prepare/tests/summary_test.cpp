#include <limits>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "prepare/read_session.hpp"
#include "prepare/summary/correlation.hpp"
#include "prepare/summary/session_summary.hpp"

namespace slipstream::prepare {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

std::optional<double> correlated(const std::vector<double>& one, const std::vector<double>& other) {
  Correlation sums{1, 2};
  sums.add(one, other);
  return sums.value();
}

TEST(Distribution, QuartilesAreNumpys) {
  std::vector<double> values{7, 1, 3, 2};
  const auto of = distribution_of(values);
  ASSERT_TRUE(of);
  EXPECT_EQ(of->min, 1);
  EXPECT_EQ(of->q1, 1.75);
  EXPECT_EQ(of->median, 2.5);
  EXPECT_EQ(of->q3, 4);
  EXPECT_EQ(of->max, 7);
  EXPECT_EQ(of->mean, 3.25);
  std::vector<double> one{5};
  EXPECT_EQ(distribution_of(one)->q3, 5);
  std::vector<double> none;
  EXPECT_FALSE(distribution_of(none));
}

TEST(Correlation, IsPearsonsOverTheRowsThatBothKnow) {
  EXPECT_DOUBLE_EQ(*correlated({1, 2, 3}, {2, 4, 6}), 1);
  EXPECT_DOUBLE_EQ(*correlated({1, 2, 3, kNaN, 9}, {3, 2, 1, 5, kNaN}), -1);
  EXPECT_NEAR(*correlated({1, 2, 3, 4}, {1, 3, 2, 4}), 0.8, 1e-12);
  EXPECT_FALSE(correlated({1, 2, 3}, {4, 4, 4})) << "one never changes";
  EXPECT_FALSE(correlated({1}, {2}));
}

TEST(SessionSummary, OfASmallTable) {
  const auto session =
      read_session(std::filesystem::path{SLIPSTREAM_TEST_DATA} / "tables/dutch_2025_race.csv");
  ASSERT_TRUE(session) << session.error().to_string();
  const SessionSummary summary = summarise(*session);
  ASSERT_EQ(summary.drivers.size(), 1U);
  const DriverSummary& driver = summary.drivers[0];
  EXPECT_EQ(driver.records, 7U);
  EXPECT_EQ(driver.with_throttle, 6U);
  EXPECT_EQ(driver.last_lap, 3);
  EXPECT_EQ(driver.sampling.gaps, 1U);
  EXPECT_EQ(driver.sampling.longest_gap->length, Milliseconds{4500});
  EXPECT_EQ(driver.sampling.longest_gap->lap_number, 3);
  EXPECT_NEAR(*driver.sampling.rate_hz, 5 / 3.0, 1e-9) << "5 steps in 3 s beside the gap";

  const ChannelSummary& throttle = summary.channels[static_cast<std::size_t>(Channel::throttle)];
  EXPECT_EQ(throttle.known, 6U);
  EXPECT_EQ(throttle.missing, 1U);
  EXPECT_EQ(throttle.sentinels, 1U);
  EXPECT_EQ(throttle.values->median, 70.5);
  const ChannelSummary& rpm = summary.channels[static_cast<std::size_t>(Channel::rpm)];
  EXPECT_EQ(rpm.missing, 7U);
  EXPECT_FALSE(rpm.values);
}

}  // namespace
}  // namespace slipstream::prepare

#include "replay/lateness_histogram.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace slipstream::replay {
namespace {

using namespace std::chrono_literals;

double microseconds(std::chrono::nanoseconds time) {
  return std::chrono::duration<double, std::micro>(time).count();
}

TEST(LatenessHistogram, IsZeroWhenEmpty) {
  const LatenessHistogram histogram;
  EXPECT_EQ(histogram.quantile(0.99), 0ns);
  EXPECT_EQ(histogram.mean(), 0ns);
  EXPECT_EQ(histogram.max(), 0ns);
}

TEST(LatenessHistogram, QuantilesAreExactToTheirBucket) {
  std::mt19937_64 random{7};
  std::lognormal_distribution<double> lateness_us{4.0, 3.0};
  LatenessHistogram histogram;
  std::vector<double> exact;
  double sum = 0;
  for (int i = 0; i < 50'000; ++i) {
    const double us = std::min(lateness_us(random), 3e9);
    exact.push_back(us);
    sum += us;
    histogram.record(std::chrono::nanoseconds{std::llround(us * 1000)});
  }
  std::ranges::sort(exact);
  for (const double share : {0.01, 0.25, 0.5, 0.9, 0.99, 0.999, 1.0}) {
    const double wanted = exact[static_cast<std::size_t>(std::ceil(share * 50'000)) - 1];
    const double found = microseconds(histogram.quantile(share));
    EXPECT_GE(found, wanted * 0.999) << share;
    EXPECT_LE(found, wanted * (1 + 1.0 / 64) + 1.01) << share;
  }
  EXPECT_NEAR(microseconds(histogram.mean()), sum / 50'000, 0.01);
  EXPECT_NEAR(microseconds(histogram.max()), exact.back(), 0.01);
}

TEST(LatenessHistogram, CountsManyRecordsAtOnceAndNothingAsEarly) {
  LatenessHistogram histogram;
  histogram.record(-5ms, 98);
  histogram.record(3ms, 2);
  histogram.record(10ms, 0);
  EXPECT_EQ(histogram.count(), 100U);
  EXPECT_EQ(histogram.mean(), 60us);
  EXPECT_EQ(histogram.quantile(0.98), 1us);
  EXPECT_EQ(histogram.quantile(0.99), 3ms);
  EXPECT_EQ(histogram.max(), 3ms);
}

TEST(LatenessHistogram, TakesLatenessesBeyondItsBuckets) {
  LatenessHistogram histogram;
  histogram.record(48h);
  EXPECT_EQ(histogram.max(), 48h);
  EXPECT_GE(histogram.quantile(0.5), 19h);
}

}  // namespace
}  // namespace slipstream::replay

#include "prepare/quadratic_spline.hpp"

#include <cmath>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace slipstream::prepare {
namespace {

constexpr std::size_t kAll = 1'000'000;

SessionTime at_ms(double ms) { return SessionTime{Milliseconds{static_cast<std::int64_t>(ms)}}; }

/// Solves `a` x = `b` by elimination with pivoting.
std::vector<double> solve(std::vector<std::vector<double>> a, std::vector<double> b) {
  const std::size_t n = b.size();
  for (std::size_t column = 0; column < n; ++column) {
    std::size_t pivot = column;
    for (std::size_t row = column; row < n; ++row) {
      if (std::abs(a[row][column]) > std::abs(a[pivot][column])) pivot = row;
    }
    std::swap(a[column], a[pivot]);
    std::swap(b[column], b[pivot]);
    for (std::size_t row = column + 1; row < n; ++row) {
      const double factor = a[row][column] / a[column][column];
      for (std::size_t k = column; k < n; ++k) a[row][k] -= factor * a[column][k];
      b[row] -= factor * b[column];
    }
  }
  for (std::size_t row = n; row-- > 0;) {
    for (std::size_t k = row + 1; k < n; ++k) b[row] -= a[row][k] * b[k];
    b[row] /= a[row][row];
  }
  return b;
}

/// The same curve found directly: one quadratic per piece, all conditions in one dense system.
class DenseSpline {
 public:
  DenseSpline(const std::vector<double>& x, const std::vector<double>& y) {
    const std::size_t pieces = x.size() - 2;
    for (std::size_t i = 1; i + 2 < x.size(); ++i) breaks_.push_back((x[i] + x[i + 1]) / 2);
    std::vector<std::vector<double>> a;
    std::vector<double> b;
    const auto row = [&] { return a.emplace_back(3 * pieces, 0.0).data(); };
    for (std::size_t i = 0; i < x.size(); ++i) {
      const std::size_t p = piece_of(x[i]);
      double* r = row();
      r[3 * p] = 1, r[3 * p + 1] = x[i], r[3 * p + 2] = x[i] * x[i];
      b.push_back(y[i]);
    }
    for (std::size_t k = 0; k < breaks_.size(); ++k) {
      const double t = breaks_[k];
      double* r = row();
      r[3 * k] = 1, r[3 * k + 1] = t, r[3 * k + 2] = t * t;
      r[3 * k + 3] = -1, r[3 * k + 4] = -t, r[3 * k + 5] = -t * t;
      b.push_back(0);
      r = row();
      r[3 * k + 1] = 1, r[3 * k + 2] = 2 * t;
      r[3 * k + 4] = -1, r[3 * k + 5] = -2 * t;
      b.push_back(0);
    }
    coefficients_ = solve(a, b);
  }

  [[nodiscard]] double at(double t) const {
    const double* c = &coefficients_[3 * piece_of(t)];
    return c[0] + c[1] * t + c[2] * t * t;
  }

 private:
  [[nodiscard]] std::size_t piece_of(double t) const {
    std::size_t p = 0;
    while (p < breaks_.size() && t > breaks_[p]) ++p;
    return p;
  }
  std::vector<double> breaks_, coefficients_;
};

struct Track {
  std::vector<double> x;
  std::vector<Vector3> y;
};

/// Samples at uneven intervals, as the feed's, of a car that goes about 70 m/s round bends.
Track make_track(std::size_t count, unsigned seed) {
  std::mt19937 random{seed};
  std::uniform_int_distribution<int> spacing{20, 480};
  std::uniform_real_distribution<double> noise{-5, 5};
  Track track;
  double ms = 0;
  for (std::size_t i = 0; i < count; ++i) {
    track.x.push_back(ms);
    const double s = ms / 1000;
    track.y.push_back({std::round(4000 * std::sin(s / 5) + noise(random)),
                       std::round(2500 * std::cos(s / 3) + noise(random)), std::round(22'000 + 10 * s)});
    ms += spacing(random);
  }
  return track;
}

DenseSpline dense(const Track& track, std::size_t dimension) {
  std::vector<double> y;
  for (const Vector3& value : track.y) y.push_back(value[dimension]);
  // In seconds: the powers of milliseconds would cost the dense system its digits.
  std::vector<double> x;
  for (const double ms : track.x) x.push_back(ms / 1000);
  return {x, y};
}

/// The largest deviation from the dense solution at the milliseconds between the samples.
double largest_deviation(const Track& track, std::size_t look_ahead) {
  QuadraticSpline spline{look_ahead};
  for (std::size_t i = 0; i < track.x.size(); ++i) spline.add(at_ms(track.x[i]), track.y[i]);
  spline.close();
  const std::array<DenseSpline, 3> expected{dense(track, 0), dense(track, 1), dense(track, 2)};
  double largest = 0;
  for (double ms = track.x.front(); ms <= track.x.back(); ms += 7) {
    const auto found = spline.at(at_ms(ms));
    if (!found) return INFINITY;
    for (std::size_t d = 0; d < 3; ++d) {
      largest = std::max(largest, std::abs((*found)[d] - expected[d].at(ms / 1000)));
    }
  }
  return largest;
}

TEST(QuadraticSpline, WithAllSamplesIsTheDenseSolution) {
  for (const std::size_t count : {3U, 4U, 5U, 6U, 9U, 40U}) {
    EXPECT_LT(largest_deviation(make_track(count, 7), kAll), 1e-4) << count << " samples";
  }
}

TEST(QuadraticSpline, LookAheadOf4StaysWithinOneUnitAndOf12WithinAThousandth) {
  const Track track = make_track(60, 3);
  EXPECT_LT(largest_deviation(track, 4), 1.0);
  EXPECT_LT(largest_deviation(track, 12), 1e-3);
  EXPECT_GT(largest_deviation(track, 1), 1.0);
}

TEST(QuadraticSpline, DoesNotDependOnHowManySamplesHadArrived) {
  const Track track = make_track(80, 11);
  QuadraticSpline whole{4};
  for (std::size_t i = 0; i < track.x.size(); ++i) whole.add(at_ms(track.x[i]), track.y[i]);
  whole.close();
  QuadraticSpline live{4};
  double asked = 0;
  for (std::size_t i = 0; i < track.x.size(); ++i) {
    live.add(at_ms(track.x[i]), track.y[i]);
    for (; live.settled(at_ms(asked)) && asked < track.x[i]; asked += 5) {
      ASSERT_EQ(live.at(at_ms(asked)), whole.at(at_ms(asked))) << asked;
    }
  }
  EXPECT_GT(asked, track.x[track.x.size() - 6]);
}

TEST(QuadraticSpline, IsSettledWhenLookAheadSamplesFollow) {
  QuadraticSpline spline{2};
  for (const double ms : {0.0, 100.0, 200.0}) spline.add(at_ms(ms), {});
  EXPECT_TRUE(spline.settled(at_ms(100)));
  EXPECT_FALSE(spline.settled(at_ms(101)));
  spline.add(at_ms(300), {});
  EXPECT_TRUE(spline.settled(at_ms(101)));
  spline.close();
  EXPECT_TRUE(spline.settled(at_ms(299)));
}

TEST(QuadraticSpline, FollowsAParabolaExactly) {
  QuadraticSpline spline{kAll};
  const auto parabola = [](double t) { return Vector3{t * t / 100, 3 * t, -t * t / 50 + 8}; };
  for (const double ms : {0.0, 100.0, 250.0, 400.0, 650.0}) spline.add(at_ms(ms), parabola(ms));
  spline.close();
  for (const double ms : {1.0, 50.0, 180.0, 333.0, 649.0}) {
    const auto found = spline.at(at_ms(ms));
    ASSERT_TRUE(found);
    for (std::size_t d = 0; d < 3; ++d) EXPECT_NEAR((*found)[d], parabola(ms)[d], 1e-6) << ms;
  }
}

TEST(QuadraticSpline, TwoSamplesAreALineAndOneIsAPoint) {
  QuadraticSpline spline{4};
  spline.add(at_ms(100), {1, 2, 3});
  EXPECT_EQ(spline.at(at_ms(100)), (Vector3{1, 2, 3}));
  EXPECT_FALSE(spline.at(at_ms(101)));
  spline.add(at_ms(200), {3, 2, 13});
  EXPECT_EQ(spline.at(at_ms(150)), (Vector3{2, 2, 8}));
}

TEST(QuadraticSpline, KnowsNothingOutsideItsSamples) {
  QuadraticSpline spline{4};
  for (const double ms : {100.0, 200.0, 300.0}) spline.add(at_ms(ms), {});
  spline.close();
  EXPECT_FALSE(spline.at(at_ms(99)));
  EXPECT_TRUE(spline.at(at_ms(300)));
  EXPECT_FALSE(spline.at(at_ms(301)));
}

}  // namespace
}  // namespace slipstream::prepare

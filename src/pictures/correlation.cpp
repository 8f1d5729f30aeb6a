#include "pictures/correlation.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace slipstream::pictures {
namespace {

using prepare::TelemetryColumns;
constexpr std::size_t kChannels = kCorrelated.size();
using Sample = std::array<double, kChannels>;

constexpr double kNoNumber = std::numeric_limits<double>::quiet_NaN();

double number_or_nan(int value) { return value < 0 ? kNoNumber : value; }

/// Running means and products of two channels (Welford): exact enough over millions of samples.
class Pair {
 public:
  void add(double x, double y) {
    if (std::isnan(x) || std::isnan(y)) return;
    ++count_;
    const double dx = x - mean_x_, dy = y - mean_y_;
    mean_x_ += dx / count_;
    mean_y_ += dy / count_;
    xx_ += dx * (x - mean_x_);
    yy_ += dy * (y - mean_y_);
    xy_ += dx * (y - mean_y_);
  }
  [[nodiscard]] double r() const { return xx_ > 0 && yy_ > 0 ? xy_ / std::sqrt(xx_ * yy_) : kNoNumber; }

 private:
  double count_ = 0, mean_x_ = 0, mean_y_ = 0, xx_ = 0, yy_ = 0, xy_ = 0;
};

class Pairs {
 public:
  void add(const Sample& sample) {
    ++samples_;
    for (std::size_t i = 0; i < kChannels; ++i) {
      for (std::size_t k = 0; k <= i; ++k) pairs_[i][k].add(sample[i], sample[k]);
    }
  }
  [[nodiscard]] Correlation result() const {
    Correlation out{.r = {}, .samples = samples_};
    for (std::size_t i = 0; i < kChannels; ++i) {
      for (std::size_t k = 0; k <= i; ++k) out.r[i][k] = out.r[k][i] = pairs_[i][k].r();
    }
    return out;
  }

 private:
  std::array<std::array<Pair, kChannels>, kChannels> pairs_;
  std::size_t samples_ = 0;
};

Sample sample_of(const TelemetryColumns& car, std::size_t row) {
  return {car.speed_kmh[row],
          car.rpm[row],
          car.throttle_pct[row],
          car.brake_pct[row],
          number_or_nan(car.gear[row]),
          number_or_nan(car.drs[row]),
          number_or_nan(car.tyre_life[row])};
}

void add_lap(const TelemetryColumns& car, const domain::Lap& lap, Pairs& pairs) {
  const auto first = std::ranges::lower_bound(car.time, *lap.lap_end - *lap.lap_time) - car.time.begin();
  for (auto row = static_cast<std::size_t>(first); row < car.size() && car.time[row] < *lap.lap_end; ++row) {
    if (car.source[row] == prepare::RowSource::car) pairs.add(sample_of(car, row));
  }
}

}  // namespace

Correlation correlate_channels(const prepare::PreparedSession& session, const SessionLaps& laps,
                               std::span<const std::size_t> drivers) {
  Pairs pairs;
  for (const std::size_t driver : drivers) {
    for (const domain::Lap& lap : laps.of(driver)) {
      if (!lap.lap_time || !lap.lap_end || lap.pit_in || lap.pit_out) continue;
      add_lap(session.telemetry(driver), lap, pairs);
    }
  }
  return pairs.result();
}

}  // namespace slipstream::pictures

#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <limits>
#include <optional>

#include "base/time.hpp"
#include "domain/samples.hpp"
#include "prepare/quadratic_spline.hpp"
#include "prepare/telemetry_columns.hpp"
#include "prepare/window.hpp"

namespace slipstream::prepare {

/// One instant of one car, both streams merged. Unknown is NaN, and kUnknown for the small integers.
struct MergedRow {
  static constexpr float kNone = std::numeric_limits<float>::quiet_NaN();
  static constexpr double kNowhere = std::numeric_limits<double>::quiet_NaN();

  SessionTime time;
  RowSource source = RowSource::car;
  float speed_kmh = kNone, rpm = kNone, throttle_pct = kNone, brake_pct = kNone;
  std::int8_t gear = TelemetryColumns::kUnknown, drs = TelemetryColumns::kUnknown;
  double x = kNowhere, y = kNowhere, z = kNowhere;
  /// The speed of the car sample at or after this instant: what distance is integrated from.
  float step_speed_kmh = kNone;
  /// The instant is one of the car's own samples.
  bool has_car_sample = false;

  [[nodiscard]] bool knows_anything() const;
};

/// Merges the two streams of one car into one: a row for each instant of either, in time order.
///
/// - Speed, rpm and throttle are linear in time between neighbouring car samples; gear, DRS and brake keep
/// the
///   value of the car sample before. At car samples all are exactly the feed's.
/// - X, Y, Z are exactly the feed's at position samples and lie on QuadraticSpline between them.
/// - A row at the same millisecond in both streams is one row, of source `position`.
/// - Nothing is interpolated into or across a hole, and nothing extrapolated. A hole is a missing value (the
///   feed's sentinels), or more than kHole between two samples: the feed's own spacing goes up to 1.44 s, so
///   what is longer is not spacing but loss.
/// - A row of which nothing is known is left out and counted.
///
/// A row waits for `look_ahead` position samples after it and for the next car sample, but not for a stream
/// that is silent: once the other one is kPatience ahead, the row goes out with what is known. Rows pending
/// are bounded by that. Samples that come later than their successors are dropped and counted. For live feeds
/// and whole sessions alike; not for several threads.
class MergeKernel {
 public:
  static constexpr Milliseconds kHole{2000};
  /// Packets of the two streams overtake each other by up to 4 s on the live feed.
  static constexpr Milliseconds kPatience = kHole + Milliseconds{4000};

  explicit MergeKernel(std::size_t look_ahead) : look_ahead_(look_ahead) {}

  void add(const domain::CarSample& sample);
  void add(const domain::PositionSample& sample);
  /// No further sample will come: everything pending can go out.
  void finish();
  /// The next row that is settled; nullopt if there is none yet.
  [[nodiscard]] std::optional<MergedRow> next();

  [[nodiscard]] std::uint64_t empty_rows() const { return empty_rows_; }
  [[nodiscard]] std::uint64_t late_samples() const { return late_samples_; }

 private:
  enum class Readiness { ready, wait };

  [[nodiscard]] bool is_stale(SessionTime time) const { return finished_ || clock_ - time > kPatience; }
  [[nodiscard]] std::optional<MergedRow> next_row();
  /// Makes sure that the curve at `time` is settled or known not to exist.
  [[nodiscard]] Readiness settle_curve(SessionTime time);
  void place_on_curve(MergedRow& row);
  void take_car_values(MergedRow& row, const domain::CarSample& sample);
  void take_values_between(MergedRow& row, const domain::CarSample* after) const;

  std::size_t look_ahead_;
  bool finished_ = false;
  SessionTime clock_ = SessionTime::min();  // of the latest sample of either stream
  Window<domain::CarSample> cars_;
  Window<domain::PositionSample> positions_;
  std::optional<domain::CarSample> car_before_;  // the last one that went out
  std::optional<SessionTime> last_car_, last_position_;
  std::deque<QuadraticSpline> curves_;  // unbroken runs of positions; all but the last are closed
  std::uint64_t empty_rows_ = 0, late_samples_ = 0;
};

}  // namespace slipstream::prepare

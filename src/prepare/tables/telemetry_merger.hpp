#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "prepare/tables/driver_ahead.hpp"
#include "prepare/tables/sample_range.hpp"
#include "prepare/tables/session_record.hpp"
#include "prepare/tables/session_tables.hpp"
#include "prepare/tables/spline_curve.hpp"
#include "prepare/tables/telemetry_rows.hpp"

namespace slipstream::prepare {

/// Merges the car and position samples of a stretch of time as FastF1's get_telemetry does (formats notes,
/// section 7): all instants of both, speed, RPM and throttle linear, positions and distance on quadratic
/// splines, the rest the value before; a row at each edge; distance from the start of the stretch.
///
/// With Sentinels::missing, positions are drawn only through neighbours that are known and at most kHole
/// apart, nothing is extrapolated, and the distance grows evenly between samples: a spline through it may
/// run backwards under braking. Keeps its buffers; one per thread.
class TelemetryMerger {
 public:
  static constexpr std::int32_t kHole = 2000;  ///< ms, as MergeKernel's

  TelemetryMerger(const SessionRecord& record, const DriverAhead& driver_ahead, Sentinels sentinels)
      : record_(record), driver_ahead_(driver_ahead), sentinels_(sentinels) {}

  struct Stretch {
    std::size_t driver = 0;
    std::int32_t from_ms = 0, to_ms = 0;
    std::uint16_t lap = 0;  ///< noted in the rows
  };
  /// Appends the rows of a stretch. None if it has no sample of either kind, or too few for a curve: three.
  void merge(const Stretch& stretch, TelemetryRows& out);

 private:
  using Point3 = std::array<double, 3>;
  using Point1 = std::array<double, 1>;
  using Car = CarSamples::PackedCar;
  using Position = CarSamples::PackedPosition;

  /// An instant of the merged rows: the last samples at or before it, and what was placed there.
  struct Row {
    std::int32_t time_ms;
    std::int32_t car, position;  ///< index into cars_, positions_; -1 before the first
    MergedFrom source;
    bool exact_car;  ///< the car sample is of this instant
    Point3 at;
    double distance;
  };

  void integrate(std::int32_t from_ms);
  void find_ahead(const Stretch& stretch, std::size_t first_car);
  void unite(const Stretch& stretch);
  void place();
  void place_through_known();
  void add_edge(std::int32_t time_ms);
  void fill_edge(std::size_t row);
  void append(const Row& row, const Stretch& stretch, TelemetryRows& out) const;
  template <class Value>
  [[nodiscard]] double linear(const Row& row, Value value) const;

  const SessionRecord& record_;
  const DriverAhead& driver_ahead_;
  Sentinels sentinels_;

  std::span<const Car> cars_;            // of the stretch, with one more at each end
  std::span<const Position> positions_;  // likewise
  std::vector<double> distance_;         // by car sample
  std::vector<domain::CarNumber> ahead_;
  std::vector<double> ahead_m_;
  std::vector<Row> rows_;
  std::vector<double> x_;
  std::vector<Point3> points_;
  std::vector<Point1> distances_;
  SplineCurve<3> curve_;
  SplineCurve<1> distance_curve_;
};

}  // namespace slipstream::prepare

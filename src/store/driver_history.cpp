#include "store/driver_history.hpp"

#include <algorithm>
#include <cmath>

namespace slipstream::store {
namespace {

std::size_t index_of(Metric step_metric) { return static_cast<std::size_t>(step_metric) - kRowMetrics; }

// A gap changes with every mini-sector, a lap or a position some hundred times a session.
std::size_t often(std::size_t max_points) { return std::max<std::size_t>(256, max_points / 8); }
std::size_t seldom(std::size_t max_points) { return std::max<std::size_t>(128, max_points / 32); }

std::optional<float> known(float value) { return std::isnan(value) ? std::nullopt : std::optional{value}; }
template <class T>
std::optional<float> known(const std::optional<T>& value) {
  return value ? std::optional{static_cast<float>(*value)} : std::nullopt;
}

std::optional<float> value_of(const TelemetryRow& row, Metric metric) {
  switch (metric) {
    case Metric::speed: return known(row.speed_kmh);
    case Metric::rpm: return known(row.rpm);
    case Metric::throttle: return known(row.throttle_pct);
    case Metric::brake: return known(row.brake_pct);
    case Metric::gear: return known(row.gear);
    case Metric::drs: return known(row.drs_open);
    case Metric::wheel_spin: return known(row.wheel_spin);
    case Metric::wheel_spin_pct: return known(wheel_spin_pct(row.expected_speed_kmh, row.speed_kmh));
    case Metric::expected_speed: return known(row.expected_speed_kmh);
    case Metric::gear_anomaly: return known(row.gear_anomaly);
    case Metric::x: return known(row.x);
    case Metric::y: return known(row.y);
    case Metric::z: return known(row.z);
    case Metric::distance: return known(row.distance_m);
    default: return std::nullopt;
  }
}

}  // namespace

DriverHistory::DriverHistory(domain::DriverId driver, std::size_t max_points)
    : driver_(driver),
      rows_(max_points),
      steps_{StepSeries{seldom(max_points)}, StepSeries{seldom(max_points)}, StepSeries{often(max_points)},
             StepSeries{often(max_points)},  StepSeries{seldom(max_points)}, StepSeries{seldom(max_points)}} {
}

const StepSeries& DriverHistory::steps(Metric metric) const { return steps_[index_of(metric)]; }
StepSeries& DriverHistory::steps(Metric metric) { return steps_[index_of(metric)]; }

std::vector<Point> DriverHistory::series(Metric metric, const SeriesQuery& query) const {
  if (!is_step(metric)) return rows_.series(metric, query);
  const auto newest = rows_.latest();
  const std::int64_t none = TelemetryRow::kNoTime;
  const std::int64_t now_ms = !newest ? none : query.axis == Axis::wall ? newest->wall_ms : newest->event_ms;
  return steps(metric).series(query, now_ms);
}

std::optional<float> DriverHistory::latest(Metric metric) const {
  if (is_step(metric)) return steps(metric).latest();
  const auto newest = rows_.latest();
  return newest ? value_of(*newest, metric) : std::nullopt;
}

}  // namespace slipstream::store

#include "store/driver_writer.hpp"

#include "store/known_or_nan.hpp"

namespace slipstream::store {
namespace {

template <class T>
std::optional<float> as_float(const std::optional<T>& value) {
  return value ? std::optional{static_cast<float>(*value)} : std::nullopt;
}

std::optional<float> as_seconds(const std::optional<Milliseconds>& value) {
  return value ? std::optional{static_cast<float>(base::seconds(*value))} : std::nullopt;
}

Moment moment_of(const domain::TelemetrySample& sample, WallTime produced_at) {
  return {unix_ms(produced_at),
          sample.date ? sample.date->time_since_epoch().count() : TelemetryRow::kNoTime};
}

}  // namespace

void DriverWriter::add(const domain::TelemetrySample& sample, const analytics::DerivedSample& derived,
                       WallTime produced_at) {
  const Moment at = moment_of(sample, produced_at);
  TelemetryRow row;
  row.wall_ms = at.wall_ms;
  row.event_ms = at.event_ms;
  row.speed_kmh = known_or_nan(sample.speed_kmh);
  row.rpm = known_or_nan(sample.rpm);
  row.throttle_pct = known_or_nan(sample.throttle_pct);
  row.brake_pct = known_or_nan(sample.brake_pct);
  row.expected_speed_kmh = known_or_nan(derived.expected_speed_kmh);
  row.x = known_or_nan(sample.x);
  row.y = known_or_nan(sample.y);
  row.z = known_or_nan(sample.z);
  row.distance_m = known_or_nan(sample.distance_m);
  row.gear = sample.gear;
  row.drs_open = sample.drs_open;
  row.wheel_spin = derived.wheel_spin;
  if (derived.gear_anomaly) row.gear_anomaly = *derived.gear_anomaly != analytics::GearAnomaly::none;
  history_->rows().append(row);
  // A sample that does not say keeps what the timing said.
  if (sample.lap_number) history_->steps(Metric::lap_number).set(at, as_float(sample.lap_number));
  if (sample.position) history_->steps(Metric::position).set(at, as_float(sample.position));
  if (sample.tyre_life) history_->steps(Metric::tyre_life).set(at, as_float(sample.tyre_life));
}

void DriverWriter::add(const domain::TimingUpdate& update, const Moment& at) {
  const auto set = [&](Metric metric, bool present, std::optional<float> value) {
    if (present || update.full) history_->steps(metric).set(at, value);
  };
  set(Metric::position, update.position.present(), as_float(update.position.value()));
  set(Metric::gap, update.gap_to_leader.present(), as_seconds(update.gap_to_leader.value()));
  set(Metric::interval, update.interval.present(), as_seconds(update.interval.value()));
  set(Metric::laps_down, update.laps_down.present(), as_float(update.laps_down.value()));
  set(Metric::lap_number, update.lap_number.present(), as_float(update.lap_number.value()));
}

void DriverWriter::start_run(const Moment& at) {
  break_line();
  for (const Metric metric : all_metrics()) {
    if (is_step(metric)) history_->steps(metric).set(at, std::nullopt);
  }
}

}  // namespace slipstream::store

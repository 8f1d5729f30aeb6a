#include "prepare/merge_kernel.hpp"

#include <algorithm>
#include <cmath>

namespace slipstream::prepare {
namespace {

using domain::CarSample;
using domain::PositionSample;

template <class T>
float as_float(const std::optional<T>& value) {
  return value ? static_cast<float>(*value) : MergedRow::kNone;
}

template <class T>
float linear(const std::optional<T>& before, const std::optional<T>& after, double share) {
  if (!before || !after) return MergedRow::kNone;
  const double a = *before;
  const double b = *after;
  return static_cast<float>(a + (b - a) * share);
}

std::int8_t gear_of(const CarSample& sample) {
  return sample.gear ? static_cast<std::int8_t>(*sample.gear) : TelemetryColumns::kUnknown;
}

std::int8_t drs_of(const CarSample& sample) {
  if (!sample.drs) return TelemetryColumns::kUnknown;
  return domain::drs_is_open(*sample.drs) ? 1 : 0;
}

Vector3 vector_of(const domain::Point& point) {
  return {static_cast<double>(point.x), static_cast<double>(point.y), static_cast<double>(point.z)};
}

}  // namespace

bool MergedRow::knows_anything() const {
  return !std::isnan(speed_kmh) || !std::isnan(x) || !std::isnan(rpm) || !std::isnan(throttle_pct) ||
         !std::isnan(brake_pct) || gear != TelemetryColumns::kUnknown || drs != TelemetryColumns::kUnknown;
}

void MergeKernel::add(const CarSample& sample) {
  if (last_car_ && sample.time <= *last_car_) {
    ++late_samples_;
    return;
  }
  last_car_ = sample.time;
  clock_ = std::max(clock_, sample.time);
  cars_.push_back(sample);
}

void MergeKernel::add(const PositionSample& sample) {
  if (last_position_ && sample.time <= *last_position_) {
    ++late_samples_;
    return;
  }
  last_position_ = sample.time;
  clock_ = std::max(clock_, sample.time);
  positions_.push_back(sample);

  const bool in_run = !curves_.empty() && !curves_.back().closed();
  const bool hole = !sample.at || (in_run && sample.time - curves_.back().last_time() > kHole);
  if (in_run && hole) curves_.back().close();
  if (!sample.at) return;
  if (!in_run || hole) curves_.emplace_back(look_ahead_);
  curves_.back().add(sample.time, vector_of(*sample.at));
}

void MergeKernel::finish() {
  finished_ = true;
  if (!curves_.empty()) curves_.back().close();
}

std::optional<MergedRow> MergeKernel::next() {
  while (auto row = next_row()) {
    if (row->knows_anything()) return row;
    ++empty_rows_;
  }
  return std::nullopt;
}

std::optional<MergedRow> MergeKernel::next_row() {
  const CarSample* car = cars_.empty() ? nullptr : &cars_.front();
  const PositionSample* position = positions_.empty() ? nullptr : &positions_.front();
  if (car == nullptr && position == nullptr) return std::nullopt;

  MergedRow row;
  if (position == nullptr || (car != nullptr && car->time < position->time)) {
    row.time = car->time;
    // A position sample of an earlier instant may still come.
    if (position == nullptr && !is_stale(row.time)) return std::nullopt;
    if (settle_curve(row.time) == Readiness::wait) return std::nullopt;
    place_on_curve(row);
    take_car_values(row, *car);
    cars_.pop_front();
    return row;
  }

  row.time = position->time;
  if (car == nullptr && !is_stale(row.time)) return std::nullopt;
  row.source = RowSource::position;
  if (position->at) {
    const Vector3 at = vector_of(*position->at);
    row.x = at[0], row.y = at[1], row.z = at[2];
  }
  if (car != nullptr && car->time == row.time) {
    take_car_values(row, *car);
    cars_.pop_front();
  } else {
    take_values_between(row, car);
  }
  positions_.pop_front();
  return row;
}

MergeKernel::Readiness MergeKernel::settle_curve(SessionTime time) {
  while (!curves_.empty() && curves_.front().closed() && curves_.front().last_time() < time) {
    curves_.pop_front();
  }
  if (curves_.empty() || time < curves_.front().first_time()) return Readiness::ready;
  QuadraticSpline& curve = curves_.front();
  if (curve.settled(time)) return Readiness::ready;
  if (!is_stale(curve.last_time())) return Readiness::wait;
  curve.close();
  return Readiness::ready;
}

void MergeKernel::place_on_curve(MergedRow& row) {
  if (curves_.empty()) return;
  const auto at = curves_.front().at(row.time);
  if (at) row.x = (*at)[0], row.y = (*at)[1], row.z = (*at)[2];
}

void MergeKernel::take_car_values(MergedRow& row, const CarSample& sample) {
  row.has_car_sample = true;
  row.speed_kmh = row.step_speed_kmh = as_float(sample.speed_kmh);
  row.rpm = as_float(sample.rpm);
  row.throttle_pct = as_float(sample.throttle_pct);
  row.brake_pct = as_float(sample.brake_pct);
  row.gear = gear_of(sample);
  row.drs = drs_of(sample);
  car_before_ = sample;
}

void MergeKernel::take_values_between(MergedRow& row, const CarSample* after) const {
  if (!car_before_ || row.time - car_before_->time > kHole) return;
  const CarSample& before = *car_before_;
  row.brake_pct = as_float(before.brake_pct);
  row.gear = gear_of(before);
  row.drs = drs_of(before);
  if (after == nullptr || after->time - before.time > kHole) return;
  const double share = static_cast<double>((row.time - before.time).count()) /
                       static_cast<double>((after->time - before.time).count());
  row.speed_kmh = linear(before.speed_kmh, after->speed_kmh, share);
  row.rpm = linear(before.rpm, after->rpm, share);
  row.throttle_pct = linear(before.throttle_pct, after->throttle_pct, share);
  row.step_speed_kmh = as_float(after->speed_kmh);
}

}  // namespace slipstream::prepare

#include "prepare/tables/telemetry_merger.hpp"

#include <algorithm>
#include <cmath>

namespace slipstream::prepare {
namespace {

constexpr double kUnknown = TelemetryRows::kNone;

/// A curve needs as many samples.
constexpr std::size_t kFewest = 3;

/// What lies further away than this many samples moves a quadratic spline by less than a double can say:
/// its influence dies away by 0.17 per sample.
constexpr std::size_t kReach = 32;

template <class Packed>
std::span<const Packed> padded(std::span<const Packed> samples, SampleRange range) {
  if (range.empty()) return {};
  const std::size_t first = range.first > 0 ? range.first - 1 : 0;
  const std::size_t end = std::min(samples.size(), range.end + 1);
  return samples.subspan(first, end - first);
}

std::array<double, 3> point_of(const CarSamples::PackedPosition& sample) {
  return {static_cast<double>(sample.x), static_cast<double>(sample.y), static_cast<double>(sample.z)};
}

}  // namespace

void TelemetryMerger::merge(const Stretch& stretch, TelemetryRows& out) {
  const CarSamples& samples = record_.drivers[stretch.driver].samples;
  cars_ = padded(samples.cars(), samples_between(samples.cars(), stretch.from_ms, stretch.to_ms));
  positions_ =
      padded(samples.positions(), samples_between(samples.positions(), stretch.from_ms, stretch.to_ms));
  if (cars_.size() < kFewest || positions_.size() < kFewest) return;
  integrate(stretch.from_ms);
  find_ahead(stretch, static_cast<std::size_t>(cars_.data() - samples.cars().data()));
  unite(stretch);
  if (sentinels_ == Sentinels::as_values) {
    place();
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (rows_[i].source == MergedFrom::interpolation) fill_edge(i);
    }
  } else {
    place_through_known();
  }
  for (const Row& row : rows_) {
    if (row.time_ms >= stretch.from_ms && row.time_ms <= stretch.to_ms) append(row, stretch, out);
  }
}

void TelemetryMerger::integrate(std::int32_t from_ms) {
  distance_.resize(cars_.size());
  std::int32_t before = from_ms;
  double sum = 0;
  for (std::size_t i = 0; i < cars_.size(); ++i) {
    sum += metres(cars_[i], cars_[i].time_ms - before);
    before = cars_[i].time_ms;
    distance_[i] = sum;
  }
}

void TelemetryMerger::find_ahead(const Stretch& stretch, std::size_t first_car) {
  const std::size_t count = cars_.size();
  ahead_.resize(count);
  ahead_m_.resize(count);
  // The samples at both ends are left out and take their neighbours' value: FastF1 cuts before it looks.
  driver_ahead_.find(stretch.driver, first_car + 1, std::span{ahead_}.subspan(1, count - 2),
                     std::span{ahead_m_}.subspan(1, count - 2));
  ahead_.front() = ahead_[1];
  ahead_.back() = ahead_[count - 2];
  ahead_m_.front() = ahead_m_.back() = kUnknown;
  if (sentinels_ == Sentinels::missing) {
    ahead_m_.front() = ahead_m_[1];
    ahead_m_.back() = ahead_m_[count - 2];
    return;
  }
  // Gaps are filled linearly, what is before the first and after the last known one like those.
  std::size_t known = count;
  for (std::size_t i = 0; i < count; ++i) {
    if (std::isnan(ahead_m_[i])) continue;
    if (known == count) {
      std::fill_n(ahead_m_.begin(), i, ahead_m_[i]);
    } else {
      const double step = (ahead_m_[i] - ahead_m_[known]) / (cars_[i].time_ms - cars_[known].time_ms);
      for (std::size_t k = known + 1; k < i; ++k) {
        ahead_m_[k] = ahead_m_[known] + step * (cars_[k].time_ms - cars_[known].time_ms);
      }
    }
    known = i;
  }
  if (known == count) return;
  std::fill(ahead_m_.begin() + static_cast<std::ptrdiff_t>(known) + 1, ahead_m_.end(), ahead_m_[known]);
}

void TelemetryMerger::unite(const Stretch& stretch) {
  rows_.clear();
  rows_.reserve(cars_.size() + positions_.size() + 2);
  std::size_t car = 0;
  std::size_t position = 0;
  std::array<std::int32_t, 2> edges{stretch.from_ms, stretch.to_ms};
  std::size_t edge = 0;
  while (car < cars_.size() || position < positions_.size() || edge < edges.size()) {
    constexpr std::int32_t kNever = std::numeric_limits<std::int32_t>::max();
    const std::int32_t car_at = car < cars_.size() ? cars_[car].time_ms : kNever;
    const std::int32_t position_at = position < positions_.size() ? positions_[position].time_ms : kNever;
    const std::int32_t edge_at = edge < edges.size() ? edges[edge] : kNever;
    const std::int32_t at = std::min({car_at, position_at, edge_at});
    if (car_at == at) ++car;
    if (position_at == at) ++position;
    if (edge_at == at) ++edge;
    const auto source = position_at == at ? MergedFrom::position
                        : car_at == at    ? MergedFrom::car
                                          : MergedFrom::interpolation;
    rows_.push_back({at,
                     static_cast<std::int32_t>(car) - 1,
                     static_cast<std::int32_t>(position) - 1,
                     source,
                     car_at == at,
                     {kUnknown, kUnknown, kUnknown},
                     kUnknown});
  }
}

void TelemetryMerger::place() {
  x_.clear();
  points_.clear();
  for (const Position& sample : positions_) {
    x_.push_back(sample.time_ms - positions_.front().time_ms);
    points_.push_back(point_of(sample));
  }
  curve_.fit(x_, points_);
  for (Row& row : rows_) {
    if (row.source == MergedFrom::interpolation || row.position < 0) continue;
    row.at = row.source == MergedFrom::position ? points_[static_cast<std::size_t>(row.position)]
                                                : curve_.at(row.time_ms - positions_.front().time_ms);
  }
  x_.clear();
  distances_.clear();
  for (std::size_t i = 0; i < cars_.size(); ++i) {
    x_.push_back(cars_[i].time_ms - cars_.front().time_ms);
    distances_.push_back({distance_[i]});
  }
  distance_curve_.fit(x_, distances_);
  for (Row& row : rows_) {
    if (row.source == MergedFrom::interpolation || row.car < 0) continue;
    row.distance = row.exact_car ? distance_[static_cast<std::size_t>(row.car)]
                                 : distance_curve_.at(row.time_ms - cars_.front().time_ms)[0];
  }
}

/// FastF1 adds the edges to rows that are merged already: its curves there run through all of them.
void TelemetryMerger::fill_edge(std::size_t row) {
  const std::size_t first = row > kReach ? row - kReach : 0;
  const std::size_t end = std::min(rows_.size(), row + kReach);
  const std::int32_t zero = rows_[first].time_ms;
  const double at = rows_[row].time_ms - zero;
  x_.clear();
  points_.clear();
  for (std::size_t i = first; i < end; ++i) {
    if (rows_[i].source == MergedFrom::interpolation || std::isnan(rows_[i].at[0])) continue;
    x_.push_back(rows_[i].time_ms - zero);
    points_.push_back(rows_[i].at);
  }
  if (x_.size() >= kFewest && x_.front() < at) {
    curve_.fit(x_, points_);
    rows_[row].at = curve_.at(at);
  }
  x_.clear();
  distances_.clear();
  for (std::size_t i = first; i < end; ++i) {
    if (rows_[i].source == MergedFrom::interpolation || std::isnan(rows_[i].distance)) continue;
    x_.push_back(rows_[i].time_ms - zero);
    distances_.push_back({rows_[i].distance});
  }
  if (x_.size() >= kFewest && x_.front() < at) {
    distance_curve_.fit(x_, distances_);
    rows_[row].distance = distance_curve_.at(at)[0];
  }
}

void TelemetryMerger::place_through_known() {
  for (Row& row : rows_) {
    row.distance = linear(row, [this](std::size_t car) { return distance_[car]; });
  }
  std::size_t next_row = 0;
  for (std::size_t begin = 0; begin < positions_.size();) {
    std::size_t end = begin;
    while (end < positions_.size() && positions_[end].is_known() &&
           (end == begin || positions_[end].time_ms - positions_[end - 1].time_ms <= kHole)) {
      ++end;
    }
    if (end == begin) {
      ++begin;
      continue;
    }
    x_.clear();
    points_.clear();
    for (std::size_t i = begin; i < end; ++i) {
      x_.push_back(positions_[i].time_ms - positions_[begin].time_ms);
      points_.push_back(point_of(positions_[i]));
    }
    const bool is_curve = points_.size() >= kFewest;
    if (is_curve) curve_.fit(x_, points_);
    const std::int32_t zero = positions_[begin].time_ms;
    const std::int32_t last = positions_[end - 1].time_ms;
    while (next_row < rows_.size() && rows_[next_row].time_ms < zero) ++next_row;
    for (; next_row < rows_.size() && rows_[next_row].time_ms <= last; ++next_row) {
      Row& row = rows_[next_row];
      if (row.source == MergedFrom::position) {
        row.at = point_of(positions_[static_cast<std::size_t>(row.position)]);
      } else if (is_curve) {
        row.at = curve_.at(row.time_ms - zero);
      }
    }
    begin = end;
  }
}

/// The value of the row's own car sample, else on the line between its neighbours, which goes on level at
/// both ends; NaN where a value needed is.
template <class Value>
double TelemetryMerger::linear(const Row& row, Value value) const {
  if (row.car < 0) return value(0);
  const auto before = static_cast<std::size_t>(row.car);
  if (row.exact_car || before + 1 == cars_.size()) return value(before);
  const double span = cars_[before + 1].time_ms - cars_[before].time_ms;
  const double share = (row.time_ms - cars_[before].time_ms) / span;
  return value(before) + (value(before + 1) - value(before)) * share;
}

void TelemetryMerger::append(const Row& row, const Stretch& stretch, TelemetryRows& out) const {
  const bool keep = sentinels_ == Sentinels::as_values;
  const auto known = [keep](std::uint16_t value, std::uint16_t none) {
    if (value != none) return static_cast<double>(value);
    return keep ? 0.0 : kUnknown;
  };
  const auto car_before = static_cast<std::size_t>(std::max(row.car, 0));
  const Car& car = cars_[car_before];
  out.time_ms.push_back(row.time_ms);
  out.lap.push_back(stretch.lap);
  out.source.push_back(row.source);
  out.speed_kmh.push_back(
      linear(row, [&](std::size_t i) { return known(cars_[i].speed_kmh, CarSamples::kNone16); }));
  out.rpm.push_back(linear(row, [&](std::size_t i) { return known(cars_[i].rpm, CarSamples::kNone16); }));
  out.throttle_pct.push_back(linear(row, [&](std::size_t i) {
    return keep || cars_[i].knows_throttle() ? known(cars_[i].throttle_pct, CarSamples::kNone8) : kUnknown;
  }));
  out.distance_m.push_back(row.distance);
  out.relative_distance.push_back(row.distance / distance_.back());
  out.x.push_back(row.at[0]);
  out.y.push_back(row.at[1]);
  out.z.push_back(row.at[2]);
  out.ahead.push_back(ahead_[car_before]);
  const bool alone = !keep && ahead_[car_before] == TelemetryRows::kNobody;
  out.ahead_m.push_back(alone ? kUnknown : linear(row, [this](std::size_t i) { return ahead_m_[i]; }));
  const bool knows_gear = keep ? car.gear != CarSamples::kNone8 : car.knows_gear();
  out.gear.push_back(knows_gear ? std::int16_t{car.gear} : TelemetryRows::kNoGear);
  const bool knows_brake = keep ? car.brake_pct != CarSamples::kNone8 : car.knows_brake();
  out.brake.push_back(knows_brake ? static_cast<std::uint8_t>(car.brake_pct > 0) : TelemetryRows::kNoBrake);
  out.drs.push_back(car.drs);
  out.off_track.push_back(positions_[static_cast<std::size_t>(std::max(row.position, 0))].off_track);
}

}  // namespace slipstream::prepare

#include "prepare/from_table/table_channels.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace slipstream::prepare {
namespace {

using source::TableField;
using table::Column;

constexpr float kNotKnown = std::numeric_limits<float>::quiet_NaN();
constexpr float kFullPedal = 100.0F;

/// Whether each row is a sample of the car itself; all are where the table does not say.
std::vector<bool> own_samples(const Column* origin, const DriverRows& rows) {
  std::vector<bool> own(rows.row.size(), true);
  if (origin == nullptr) return own;
  for (std::size_t at = 0; at < own.size(); ++at) {
    own[at] = !origin->has(rows.row[at]) || origin->text(rows.row[at]) == "car";
  }
  return own;
}

/// On or off as 0 and 100; numbers as they are, or times 100 where none is over 1.
std::vector<float> brakes_as_sent(const Column* column, const DriverRows& rows) {
  if (column == nullptr || column->type() == table::Type::float64) {
    std::vector<float> values = numbers_at<float>(column, rows);
    if (std::ranges::all_of(values, [](float value) { return !(value > 1); })) {
      std::ranges::transform(values, values.begin(), [](float share) { return share * kFullPedal; });
    }
    return values;
  }
  std::vector<float> values(rows.row.size(), kNotKnown);
  for (std::size_t at = 0; at < values.size(); ++at) {
    const auto on = column->boolean_at(rows.row[at]);
    if (on) values[at] = *on ? kFullPedal : 0.0F;
  }
  return values;
}

/// For each row, whether the last own sample at or before it is a sentinel.
std::vector<bool> sentinel_before(const std::vector<float>& throttle, const std::vector<bool>& own) {
  std::vector<bool> found(throttle.size());
  bool last = false;
  for (std::size_t at = 0; at < throttle.size(); ++at) {
    if (own[at]) last = throttle[at] > kFullPedal;
    found[at] = last;
  }
  return found;
}

std::vector<bool> sentinel_after(const std::vector<float>& throttle, const std::vector<bool>& own) {
  std::vector<bool> found(throttle.size());
  bool next = false;
  for (std::size_t at = throttle.size(); at-- > 0;) {
    if (own[at]) next = throttle[at] > kFullPedal;
    found[at] = next;
  }
  return found;
}

/// Whether the distance goes on from lap to lap.
bool runs_on(const std::vector<double>& distance, std::span<const TableLap> laps) {
  std::size_t on = 0;
  for (std::size_t i = 1; i < laps.size(); ++i) {
    const double before = distance[laps[i - 1].end - 1];
    const double here = distance[laps[i].begin];
    if (here < before) return false;
    if (here >= before) ++on;
  }
  return on > 0;
}

/// The distance driven from the start of a lap to its first row, as FastF1 sums it: speed there times time.
double metres_to_first_row(const TableLap& lap, double speed_kmh) {
  if (!lap.lap.lap_start || *lap.lap.lap_start > lap.first || std::isnan(speed_kmh)) return 0;
  return base::seconds(lap.first - *lap.lap.lap_start) * speed_kmh / 3.6;
}

}  // namespace

PedalValues pedals_of_table(const source::SessionTable& table, const DriverRows& rows, TableGaps& gaps) {
  PedalValues pedals{numbers_at<float>(table.find(TableField::throttle), rows),
                     brakes_as_sent(table.find(TableField::brake), rows)};
  const std::vector<bool> own = own_samples(table.find(TableField::origin), rows);
  const std::vector<bool> before = sentinel_before(pedals.throttle_pct, own);
  const std::vector<bool> after = sentinel_after(pedals.throttle_pct, own);
  for (std::size_t at = 0; at < rows.row.size(); ++at) {
    float& throttle = pedals.throttle_pct[at];
    float& brake = pedals.brake_pct[at];
    if (throttle > kFullPedal || ((before[at] || after[at]) && !std::isnan(throttle))) {
      ++gaps.throttle;
      throttle = kNotKnown;
    }
    if (brake > kFullPedal || (before[at] && brake > 0)) {
      ++gaps.brake;
      brake = kNotKnown;
    }
  }
  return pedals;
}

std::vector<float> distances_of_table(const source::SessionTable& table, const DriverRows& rows,
                                      std::span<const TableLap> laps) {
  const std::vector<double> distance = numbers_at<double>(table.find(TableField::distance), rows);
  if (!runs_on(distance, laps)) return {distance.begin(), distance.end()};
  const std::vector<double> speed = numbers_at<double>(table.find(TableField::speed), rows);
  std::vector<float> in_lap(distance.size(), kNotKnown);
  for (const TableLap& lap : laps) {
    const double lap_begin = distance[lap.begin] - metres_to_first_row(lap, speed[lap.begin]);
    for (std::size_t at = lap.begin; at < lap.end; ++at) {
      in_lap[at] = static_cast<float>(distance[at] - lap_begin);
    }
  }
  return in_lap;
}

}  // namespace slipstream::prepare

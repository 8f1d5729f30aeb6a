#include "prepare/from_table/table_channels.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "prepare/from_table/throttle_sentinels.hpp"

namespace slipstream::prepare {
namespace {

using source::TableField;
using table::Column;

constexpr float kNotKnown = std::numeric_limits<float>::quiet_NaN();

/// Whether each row is a sample of the car itself; all are where the table does not say.
std::vector<bool> own_samples(const Column* origin, const DriverRows& rows) {
  std::vector<bool> own(rows.row.size(), true);
  if (origin == nullptr) return own;
  for (std::size_t at = 0; at < own.size(); ++at) {
    own[at] = !origin->has(rows.row[at]) || origin->text(rows.row[at]) == "car";
  }
  return own;
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

std::vector<double> brakes_at(const Column* column, std::span<const std::uint32_t> rows) {
  if (column == nullptr || column->type() == table::Type::float64) {
    std::vector<double> values = numbers_at<double>(column, rows);
    if (std::ranges::all_of(values, [](double value) { return !(value > 1); })) {
      std::ranges::transform(values, values.begin(), [](double share) { return share * kFullPedal; });
    }
    return values;
  }
  std::vector<double> values(rows.size(), std::numeric_limits<double>::quiet_NaN());
  for (std::size_t at = 0; at < values.size(); ++at) {
    const auto on = column->boolean_at(rows[at]);
    if (on) values[at] = *on ? kFullPedal : 0.0;
  }
  return values;
}

PedalValues pedals_of_table(const source::SessionTable& table, const DriverRows& rows, TableGaps& gaps) {
  const std::vector<double> throttle = numbers_at<double>(table.find(TableField::throttle), rows.row);
  const std::vector<double> brake = brakes_at(table.find(TableField::brake), rows.row);
  const ThrottleSentinels sentinels =
      find_throttle_sentinels(throttle, own_samples(table.find(TableField::origin), rows));
  PedalValues pedals{{throttle.begin(), throttle.end()}, {brake.begin(), brake.end()}};
  for (std::size_t at = 0; at < rows.row.size(); ++at) {
    if (throttle[at] > kFullPedal || (sentinels.touch(at) && !std::isnan(throttle[at]))) {
      ++gaps.throttle;
      pedals.throttle_pct[at] = kNotKnown;
    }
    if (brake[at] > kFullPedal || (sentinels.before[at] && brake[at] > 0)) {
      ++gaps.brake;
      pedals.brake_pct[at] = kNotKnown;
    }
  }
  return pedals;
}

std::vector<double> distances_at_lap_starts(const source::SessionTable& table, const DriverRows& rows,
                                            std::span<const TableLap> laps) {
  const std::vector<double> distance = numbers_at<double>(table.find(TableField::distance), rows.row);
  if (!runs_on(distance, laps)) return {};
  const std::vector<double> speed = numbers_at<double>(table.find(TableField::speed), rows.row);
  std::vector<double> starts;
  starts.reserve(laps.size());
  for (const TableLap& lap : laps) {
    starts.push_back(distance[lap.begin] - metres_to_first_row(lap, speed[lap.begin]));
  }
  return starts;
}

std::vector<float> distances_of_table(const source::SessionTable& table, const DriverRows& rows,
                                      std::span<const TableLap> laps) {
  const std::vector<double> distance = numbers_at<double>(table.find(TableField::distance), rows.row);
  const std::vector<double> starts = distances_at_lap_starts(table, rows, laps);
  if (starts.empty()) return {distance.begin(), distance.end()};
  std::vector<float> in_lap(distance.size(), kNotKnown);
  for (std::size_t i = 0; i < laps.size(); ++i) {
    for (std::size_t at = laps[i].begin; at < laps[i].end; ++at) {
      in_lap[at] = static_cast<float>(distance[at] - starts[i]);
    }
  }
  return in_lap;
}

}  // namespace slipstream::prepare

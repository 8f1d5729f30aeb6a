#include "prepare/from_table/table_samples.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include "prepare/from_table/table_channels.hpp"

namespace slipstream::prepare {
namespace {

using source::TableField;
using table::Column;

constexpr double kHighestGear = 8;

std::vector<std::int8_t> gears(const Column* column, const DriverRows& rows, TableGaps& gaps) {
  std::vector<std::int8_t> values(rows.row.size(), TelemetryColumns::kUnknown);
  if (column == nullptr) return values;
  for (std::size_t at = 0; at < values.size(); ++at) {
    const auto gear = column->double_at(rows.row[at]);
    if (!gear) continue;
    if (*gear < 0 || *gear > kHighestGear) {
      ++gaps.gear;
    } else {
      values[at] = static_cast<std::int8_t>(*gear);
    }
  }
  return values;
}

std::int8_t drs_of(const Column& column, std::size_t row) {
  if (!column.has(row)) return TelemetryColumns::kUnknown;
  if (column.type() == table::Type::boolean) return static_cast<std::int8_t>(column.booleans()[row]);
  const double code = column.doubles()[row];
  if (code < 0 || code > std::numeric_limits<std::uint8_t>::max()) return TelemetryColumns::kUnknown;
  return domain::drs_is_open(static_cast<std::uint8_t>(code)) ? 1 : 0;
}

std::vector<std::int8_t> drs_flaps(const Column* column, const DriverRows& rows) {
  std::vector<std::int8_t> values(rows.row.size(), TelemetryColumns::kUnknown);
  if (column == nullptr) return values;
  for (std::size_t at = 0; at < values.size(); ++at) values[at] = drs_of(*column, rows.row[at]);
  return values;
}

void fill_place(const source::SessionTable& table, const DriverRows& rows, TelemetryColumns& columns,
                TableGaps& gaps) {
  columns.x = numbers_at<double>(table.find(TableField::x), rows.row);
  columns.y = numbers_at<double>(table.find(TableField::y), rows.row);
  columns.z = numbers_at<double>(table.find(TableField::z), rows.row);
  for (std::size_t at = 0; at < rows.row.size(); ++at) {
    if (columns.x[at] != 0 || columns.y[at] != 0 || columns.z[at] != 0) continue;
    ++gaps.position;
    columns.x[at] = columns.y[at] = columns.z[at] = std::numeric_limits<double>::quiet_NaN();
  }
}

std::vector<RowSource> origins(const Column* column, const DriverRows& rows) {
  std::vector<RowSource> values(rows.row.size(), RowSource::car);
  if (column == nullptr) return values;
  for (std::size_t at = 0; at < values.size(); ++at) {
    const auto origin = column->text_at(rows.row[at]);
    if (origin == "pos") values[at] = RowSource::position;
  }
  return values;
}

std::int16_t as_small(std::optional<int> value) {
  return static_cast<std::int16_t>(value.value_or(TelemetryColumns::kUnknown16));
}

/// What holds during the whole of a lap.
void fill_laps(const DriverRows& rows, std::span<const TableLap> laps, TelemetryColumns& columns) {
  const std::size_t count = rows.row.size();
  columns.lap_number.assign(count, TelemetryColumns::kUnknown16);
  columns.tyre_life.assign(count, TelemetryColumns::kUnknown16);
  columns.position.assign(count, TelemetryColumns::kUnknown16);
  columns.compound.assign(count, TelemetryColumns::kUnknown);
  columns.track_status.assign(count, '\0');
  for (const TableLap& at : laps) {
    const domain::Lap& lap = at.lap;
    const auto fill = [&](auto& column, auto value) {
      std::fill(column.begin() + static_cast<std::ptrdiff_t>(at.begin),
                column.begin() + static_cast<std::ptrdiff_t>(at.end), value);
    };
    fill(columns.lap_number, static_cast<std::int16_t>(lap.lap_number));
    fill(columns.tyre_life, as_small(lap.tyre_life));
    if (lap.compound) fill(columns.compound, static_cast<std::int8_t>(*lap.compound));
    if (lap.track_status.size() == 1) fill(columns.track_status, lap.track_status.front());
  }
}

/// From the end of a lap to the end of the next that says one.
void fill_positions(const DriverRows& rows, std::span<const TableLap> laps, TelemetryColumns& columns) {
  std::size_t at = 0;
  std::int16_t position = TelemetryColumns::kUnknown16;
  for (const TableLap& lap : laps) {
    if (!lap.lap.position) continue;
    for (; at < rows.time.size() && rows.time[at] < lap.over(); ++at) columns.position[at] = position;
    position = as_small(lap.lap.position);
  }
  for (; at < rows.time.size(); ++at) columns.position[at] = position;
}

}  // namespace

TelemetryColumns samples_of_table(const source::SessionTable& table, const DriverRows& rows,
                                  std::span<const TableLap> laps, std::optional<UtcTime> zero,
                                  TableGaps& gaps) {
  TelemetryColumns columns;
  columns.time = rows.time;
  if (zero) {
    for (const SessionTime time : rows.time) columns.date.push_back(*zero + time.time_since_epoch());
  }
  columns.speed_kmh = numbers_at<float>(table.find(TableField::speed), rows.row);
  columns.rpm = numbers_at<float>(table.find(TableField::rpm), rows.row);
  PedalValues pedals = pedals_of_table(table, rows, gaps);
  columns.throttle_pct = std::move(pedals.throttle_pct);
  columns.brake_pct = std::move(pedals.brake_pct);
  columns.gear = gears(table.find(TableField::gear), rows, gaps);
  columns.drs = drs_flaps(table.find(TableField::drs), rows);
  fill_place(table, rows, columns, gaps);
  columns.distance_m = distances_of_table(table, rows, laps);
  columns.source = origins(table.find(TableField::origin), rows);
  fill_laps(rows, laps, columns);
  fill_positions(rows, laps, columns);
  return columns;
}

}  // namespace slipstream::prepare

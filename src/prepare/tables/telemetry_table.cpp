#include <string>
#include <utility>
#include <vector>

#include "prepare/tables/merge_drivers.hpp"
#include "prepare/tables/sample_range.hpp"
#include "prepare/tables/table_makers.hpp"
#include "prepare/tables/telemetry_cells.hpp"

namespace slipstream::prepare {
namespace {

using table::Column;
using table::Type;

table::Table empty_telemetry() {
  table::Table made;
  made.add("DriverNumber", Type::text);
  made.add("LapNumber", Type::float64);
  made.add("Date", Type::timestamp);
  made.add("SessionTime", Type::duration);
  made.add("DriverAhead", Type::text);
  made.add("DistanceToDriverAhead", Type::float64);
  made.add("Time", Type::duration);
  for (const char* channel : {"RPM", "Speed"}) made.add(channel, Type::float64);
  made.add("nGear", Type::int64);
  made.add("Throttle", Type::float64);
  made.add("Brake", Type::boolean);
  made.add("DRS", Type::int64);
  made.add("Source", Type::text);
  for (const char* distance : {"Distance", "RelativeDistance"}) made.add(distance, Type::float64);
  made.add("Status", Type::text);
  for (const char* coordinate : {"X", "Y", "Z"}) made.add(coordinate, Type::float64);
  return made;
}

/// Appends one driver's rows, column by column.
void append_rows(table::Table& made, const SessionRecord& record, std::size_t driver,
                 const TelemetryRows& rows) {
  const auto number = number_text(record.drivers[driver].driver);
  const auto& laps = record.drivers[driver].laps;
  std::size_t index = 0;
  const auto next = [&]() -> Column& { return made.column(index++); };
  const auto for_each_row = [&](auto append) {
    Column& column = next();
    for (std::size_t row = 0; row < rows.size(); ++row) append(column, row);
  };
  const auto append_all = [&](const std::vector<double>& values) { next().append_doubles(values); };
  const auto time_of = [&](std::size_t row) { return SessionTime{Milliseconds{rows.time_ms[row]}}; };
  for_each_row([&](Column& column, std::size_t) { column.append(number); });
  const auto lap_of = [&](std::size_t row) -> const domain::Lap* {
    return rows.lap[row] == TelemetryRows::kNoLap ? nullptr : &laps[rows.lap[row]].lap;
  };
  for_each_row([&](Column& column, std::size_t row) {
    const domain::Lap* lap = lap_of(row);
    column.append(lap != nullptr ? number_of(lap->lap_number) : std::nullopt);
  });
  for_each_row([&](Column& column, std::size_t row) { column.append(date_of(record, time_of(row))); });
  for_each_row([&](Column& column, std::size_t row) { column.append(Milliseconds{rows.time_ms[row]}); });
  for_each_row([&](Column& column, std::size_t row) { append_ahead(column, rows.ahead[row]); });
  append_all(rows.ahead_m);
  for_each_row([&](Column& column, std::size_t row) {
    const domain::Lap* lap = lap_of(row);
    if (lap == nullptr || !lap->lap_start) return column.append_missing();
    column.append(time_of(row) - *lap->lap_start);
  });
  append_all(rows.rpm);
  append_all(rows.speed_kmh);
  for_each_row([&](Column& column, std::size_t row) { append_gear(column, rows.gear[row]); });
  append_all(rows.throttle_pct);
  for_each_row([&](Column& column, std::size_t row) { append_brake(column, rows.brake[row]); });
  for_each_row([&](Column& column, std::size_t row) { append_drs(column, rows.drs[row]); });
  for_each_row([&](Column& column, std::size_t row) { column.append(source_name(rows.source[row])); });
  append_all(rows.distance_m);
  append_all(rows.relative_distance);
  for_each_row([&](Column& column, std::size_t row) { column.append(track_flag(rows.off_track[row])); });
  append_all(rows.x);
  append_all(rows.y);
  append_all(rows.z);
}

}  // namespace

table::Table telemetry_table(const SessionRecord& record, const Selection& selection, Sentinels sentinels) {
  std::vector<TelemetryRows> merged = merge_drivers(record, selection, MergeOver::laps, sentinels);
  table::Table made = empty_telemetry();
  for (std::size_t driver = 0; driver < merged.size(); ++driver) {
    append_rows(made, record, driver, merged[driver]);
    merged[driver] = {};
  }
  return made;
}

}  // namespace slipstream::prepare

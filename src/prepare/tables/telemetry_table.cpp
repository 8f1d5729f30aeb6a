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

/// Of every driver, as text; the last one is nobody's.
std::vector<std::string> car_numbers(const SessionRecord& record) {
  std::vector<std::string> numbers;
  numbers.reserve(record.drivers.size() + 1);
  for (const DriverRecord& driver : record.drivers) numbers.push_back(std::to_string(driver.driver.number));
  numbers.emplace_back();
  return numbers;
}

/// Appends one driver's rows, column by column.
void append_rows(table::Table& made, const SessionRecord& record, std::size_t driver,
                 const std::vector<std::string>& numbers, const TelemetryRows& rows) {
  const auto& laps = record.drivers[driver].laps;
  std::size_t index = 0;
  const auto next = [&]() -> Column& { return made.column(index++); };
  const auto for_each_row = [&](auto append) {
    Column& column = next();
    for (std::size_t row = 0; row < rows.size(); ++row) append(column, row);
  };
  const auto append_all = [&](const std::vector<double>& values) { next().append_doubles(values); };
  const auto time_of = [&](std::size_t row) { return SessionTime{Milliseconds{rows.time_ms[row]}}; };
  for_each_row([&](Column& column, std::size_t) { column.append_text(numbers[driver]); });
  for_each_row(
      [&](Column& column, std::size_t row) { column.append_double(laps[rows.lap[row]].lap.lap_number); });
  for_each_row([&](Column& column, std::size_t row) { column.append(date_of(record, time_of(row))); });
  for_each_row([&](Column& column, std::size_t row) { column.append(Milliseconds{rows.time_ms[row]}); });
  for_each_row([&](Column& column, std::size_t row) {
    const bool alone = rows.ahead[row] == TelemetryRows::kNobody;
    column.append_text(alone ? numbers.back() : numbers[static_cast<std::size_t>(rows.ahead[row])]);
  });
  append_all(rows.ahead_m);
  for_each_row([&](Column& column, std::size_t row) {
    column.append(time_of(row) - *laps[rows.lap[row]].lap.lap_start);
  });
  append_all(rows.rpm);
  append_all(rows.speed_kmh);
  for_each_row([&](Column& column, std::size_t row) { append_gear(column, rows.gear[row]); });
  append_all(rows.throttle_pct);
  for_each_row([&](Column& column, std::size_t row) { append_brake(column, rows.brake[row]); });
  for_each_row([&](Column& column, std::size_t row) { append_drs(column, rows.drs[row]); });
  for_each_row([&](Column& column, std::size_t row) { column.append_text(source_name(rows.source[row])); });
  append_all(rows.distance_m);
  append_all(rows.relative_distance);
  for_each_row([&](Column& column, std::size_t row) { column.append_text(track_flag(rows.off_track[row])); });
  append_all(rows.x);
  append_all(rows.y);
  append_all(rows.z);
}

}  // namespace

table::Table telemetry_table(const SessionRecord& record, const Selection& selection, Sentinels sentinels) {
  std::vector<TelemetryRows> merged = merge_drivers(record, selection, MergeOver::laps, sentinels);
  table::Table made = empty_telemetry();
  const std::vector<std::string> numbers = car_numbers(record);
  for (std::size_t driver = 0; driver < merged.size(); ++driver) {
    append_rows(made, record, driver, numbers, merged[driver]);
    merged[driver] = {};
  }
  return made;
}

}  // namespace slipstream::prepare

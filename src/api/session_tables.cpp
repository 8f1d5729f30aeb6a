#include "api/session_tables.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "table/sql_text.hpp"

namespace slipstream::api {
namespace {

constexpr std::array kLapFields{
    TableField{"driver_id", "Driver"},
    TableField{"driver_number", "CAST(DriverNumber AS BIGINT)"},
    TableField{"lap_number", "CAST(LapNumber AS BIGINT)"},
    TableField{"lap_time", "LapTime"},
    TableField{"sector_1", "Sector1Time"},
    TableField{"sector_2", "Sector2Time"},
    TableField{"sector_3", "Sector3Time"},
    TableField{"speed_i1", "SpeedI1"},
    TableField{"speed_i2", "SpeedI2"},
    TableField{"speed_fl", "SpeedFL"},
    TableField{"speed_st", "SpeedST"},
    TableField{"lap_start", "LapStartTime"},
    TableField{"lap_end", "Time"},
    TableField{"date_start", "LapStartDate"},
    TableField{"pit_in", "PitInTime"},
    TableField{"pit_out", "PitOutTime"},
    TableField{"compound", "Compound"},
    TableField{"tyre_life", "CAST(TyreLife AS BIGINT)"},
    TableField{"fresh_tyre", "FreshTyre"},
    TableField{"stint", "CAST(Stint AS BIGINT)"},
    TableField{"position", "CAST(\"Position\" AS BIGINT)"},
    TableField{"track_status", "TrackStatus"},
    TableField{"personal_best", "IsPersonalBest"},
    TableField{"deleted", "Deleted"},
    TableField{"deleted_reason", "NULLIF(DeletedReason, '')"},
    TableField{"accurate", "IsAccurate"},
    TableField{"generated", "FastF1Generated"},
};

constexpr std::array kStintFields{
    TableField{"driver_id", "Driver"},
    TableField{"driver_number", "CAST(DriverNumber AS BIGINT)"},
    TableField{"stint", "Stint"},
    TableField{"compound", "Compound"},
    TableField{"fresh_tyre", "FreshTyre"},
    TableField{"start_lap", "FirstLap"},
    TableField{"end_lap", "LastLap"},
    TableField{"laps", "Laps"},
    TableField{"tyre_life_at_start", "TyreLifeAtStart"},
};

constexpr std::array kResultFields{
    TableField{"driver_id", "Abbreviation"},
    TableField{"driver_number", "CAST(DriverNumber AS BIGINT)"},
    TableField{"name", "FullName"},
    TableField{"team", "TeamName"},
    TableField{"team_color", "'#' || TeamColor"},
    TableField{"position", "CAST(\"Position\" AS BIGINT)"},
    TableField{"grid", "CAST(GridPosition AS BIGINT)"},
    TableField{"q1", "Q1"},
    TableField{"q2", "Q2"},
    TableField{"q3", "Q3"},
    TableField{"time", "Time"},
    TableField{"status", "Status"},
    TableField{"points", "Points"},
    TableField{"laps", "CAST(Laps AS BIGINT)"},
};

constexpr std::array kWeatherFields{
    TableField{"session_time", "Time"},
    TableField{"air_temp_c", "AirTemp"},
    TableField{"track_temp_c", "TrackTemp"},
    TableField{"humidity_pct", "Humidity"},
    TableField{"pressure_mbar", "Pressure"},
    TableField{"wind_speed_ms", "WindSpeed"},
    TableField{"wind_direction_deg", "WindDirection"},
    TableField{"rainfall", "Rainfall"},
};

constexpr std::array kRaceControlFields{
    TableField{"date", "Time"},
    TableField{"category", "Category"},
    TableField{"flag", "Flag"},
    TableField{"scope", "Scope"},
    TableField{"sector", "CAST(Sector AS BIGINT)"},
    TableField{"driver_id", "cars.driver_id"},
    TableField{"driver_number", "CAST(RacingNumber AS BIGINT)"},
    TableField{"lap_number", "Lap"},
    TableField{"message", "Message"},
};

constexpr std::array kTelemetryFields{
    TableField{"driver_id", "cars.driver_id"},
    TableField{"driver_number", "CAST(DriverNumber AS BIGINT)"},
    TableField{"lap_number", "CAST(LapNumber AS BIGINT)"},
    TableField{"date", "Date"},
    TableField{"session_time", "SessionTime"},
    TableField{"time_in_lap", "Time"},
    TableField{"speed", "Speed"},
    TableField{"rpm", "RPM"},
    TableField{"throttle", "Throttle"},
    TableField{"brake", "CASE WHEN Brake THEN 100.0 WHEN NOT Brake THEN 0.0 END"},
    TableField{"gear", "nGear"},
    TableField{"drs", "CASE WHEN DRS IN (10, 12, 14) THEN 1 WHEN DRS IS NOT NULL THEN 0 END"},
    TableField{"x", "X"},
    TableField{"y", "Y"},
    TableField{"z", "Z"},
    TableField{"distance", "Distance"},
    TableField{"relative_distance", "RelativeDistance"},
    TableField{"distance_to_driver_ahead", "DistanceToDriverAhead"},
};
constexpr std::size_t kFirstChannel = 6;

constexpr std::array kTables{
    SessionTable{.name = "laps",
                 .view = "laps",
                 .driver = "Driver",
                 .order = "driver_id, lap_number",
                 .fields = kLapFields,
                 .channels_from = kLapFields.size(),
                 .has_laps = true},
    SessionTable{.name = "stints",
                 .view = "stints",
                 .driver = "Driver",
                 .order = "driver_id, stint",
                 .fields = kStintFields,
                 .channels_from = kStintFields.size()},
    SessionTable{.name = "results",
                 .view = "results",
                 .driver = "Abbreviation",
                 .order = "position NULLS LAST, driver_id",
                 .fields = kResultFields,
                 .channels_from = kResultFields.size()},
    SessionTable{.name = "weather",
                 .view = "weather",
                 .order = "session_time",
                 .fields = kWeatherFields,
                 .channels_from = kWeatherFields.size()},
    SessionTable{.name = "race-control",
                 .view = "race_control",
                 .driver = "cars.driver_id",
                 .car = "RacingNumber",
                 .order = "date",
                 .fields = kRaceControlFields,
                 .channels_from = kRaceControlFields.size()},
    SessionTable{.name = "telemetry",
                 .view = "telemetry",
                 .driver = "cars.driver_id",
                 .car = "DriverNumber",
                 .order = "driver_id, session_time",
                 .fields = kTelemetryFields,
                 .channels_from = kFirstChannel,
                 .has_laps = true},
};

/// The view, with the codes of its cars where it only has their numbers.
std::string rows_of(const SessionTable& table, const domain::SessionInfo& session) {
  if (table.car.empty()) return std::string{table.view};
  std::string cars;
  for (const domain::Driver& driver : session.drivers) {
    const auto known = domain::known_number(driver.number);
    if (known)
      cars +=
          fmt::format("{}('{}', {})", cars.empty() ? "" : ", ", *known, table::quoted_text(driver.id.view()));
  }
  if (cars.empty()) cars = "(NULL, NULL)";
  return fmt::format("{} LEFT JOIN (VALUES {}) AS cars(number, driver_id) ON {} = cars.number", table.view,
                     cars, table.car);
}

std::vector<TableField> fields_of(const SessionTable& table, const TableSelection& selection) {
  std::vector<TableField> fields;
  for (std::size_t index = 0; index < table.fields.size(); ++index) {
    const TableField& field = table.fields[index];
    const bool taken = index < table.channels_from || selection.channels.empty() ||
                       std::ranges::find(selection.channels, field.name) != selection.channels.end();
    if (taken) fields.push_back(field);
  }
  return fields;
}

std::string conditions(const SessionTable& table, const domain::SessionInfo& session,
                       const TableSelection& selection) {
  std::string text = "session_key = " + table::quoted_text(session.key);
  std::string names;
  for (const std::string& driver : selection.drivers)
    names += (names.empty() ? "" : ", ") + table::quoted_text(driver);
  if (!names.empty()) text += fmt::format(" AND {} IN ({})", table.driver, names);
  if (selection.lap) text += fmt::format(" AND LapNumber = {}", *selection.lap);
  const auto bound_date = [&](const char* sign, std::optional<UtcTime> date) {
    if (date)
      text += fmt::format(" AND Date {} make_timestamp_ms({})", sign, date->time_since_epoch().count());
  };
  const auto bound_time = [&](const char* sign, std::optional<SessionTime> time) {
    if (time) text += fmt::format(" AND SessionTime {} {}", sign, base::seconds(*time));
  };
  bound_date(">=", selection.from_date);
  bound_date("<=", selection.to_date);
  bound_time(">=", selection.from);
  bound_time("<=", selection.to);
  return text;
}

/// Of each driver's rows, numbered from 1, the first, the last and, of so many buckets of equal size, those
/// where a channel is smallest or largest.
std::string reduced(const std::string& rows, const SessionTable& table, const TableSelection& selection,
                    std::size_t points) {
  std::string extremes;
  std::size_t channels = 0;
  for (const TableField& field : fields_of(table, selection)) {
    if (std::ranges::find(table.channels(), field.name, &TableField::name) == table.channels().end())
      continue;
    extremes += fmt::format("{}arg_min(row_, {}), arg_max(row_, {})", channels++ == 0 ? "" : ", ", field.name,
                            field.name);
  }
  const std::size_t buckets = std::max<std::size_t>(1, (points - 2) / (2 * channels));
  return fmt::format(
      "WITH numbered AS (SELECT *, row_number() OVER (PARTITION BY driver_id ORDER BY session_time) AS row_, "
      "count(*) OVER (PARTITION BY driver_id) AS rows_ FROM ({})), "
      "kept AS (SELECT driver_id AS kept_driver, unnest([{}]) AS kept_row FROM numbered "
      "GROUP BY driver_id, (row_ - 1) * {} // rows_) "
      "SELECT * EXCLUDE (row_, rows_) FROM numbered WHERE rows_ <= {} OR row_ = 1 OR row_ = rows_ OR "
      "(driver_id, row_) IN (SELECT kept_driver, kept_row FROM kept)",
      rows, extremes, buckets, points);
}

}  // namespace

std::span<const SessionTable> session_tables() { return kTables; }

std::size_t fewest_points(const SessionTable& table, const TableSelection& selection) {
  const std::size_t channels =
      selection.channels.empty() ? table.channels().size() : selection.channels.size();
  return 2 + 2 * channels;
}

std::string select_text(const SessionTable& table, const domain::SessionInfo& session,
                        const TableSelection& selection) {
  std::string list;
  for (const TableField& field : fields_of(table, selection)) {
    list += fmt::format("{}{} AS {}", list.empty() ? "" : ", ", field.sql, field.name);
  }
  std::string text = fmt::format("SELECT {} FROM {} WHERE {}", list, rows_of(table, session),
                                 conditions(table, session, selection));
  if (selection.points) text = reduced(text, table, selection, *selection.points);
  return fmt::format("SELECT * FROM ({}) ORDER BY {}", text, table.order);
}

}  // namespace slipstream::api

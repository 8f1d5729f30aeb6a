#include "prepare/tables/prepared_table.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "prepare/tables/telemetry_cells.hpp"

namespace slipstream::prepare {
namespace {

using table::Column;
using table::Type;

/// Rows of a batch: some 3 MB, of which the writer holds several. A multiple of 64.
constexpr std::size_t kPreparedBatch = 4'096;

/// What the weather station said last at `time`; nullptr before its first word.
const domain::Weather* weather_at(const SessionRecord& record, SessionTime time) {
  const auto after = std::ranges::upper_bound(record.weather, time, {}, &At<domain::Weather>::time);
  return after == record.weather.begin() ? nullptr : &std::prev(after)->body;
}

SessionTime time_of(const PreparedRow& row) { return SessionTime{Milliseconds{row.time_ms()}}; }

bool is_written(const LapRecord& row) { return row.lap.lap_start && row.lap.lap_end; }

}  // namespace

PreparedTable::PreparedTable(const SessionRecord& record, const Selection& selection, Flavour flavour)
    : record_(record), flavour_(flavour), rows_(prepare_drivers(record, selection, flavour)) {
  add_clocks();
  add_channels();
  add_lap_times();
  add_lap_facts();
  add_seconds();
  add_results();
  if (!is_compat()) add_weather();
}

bool PreparedTable::next(table::Table& batch) {
  rows_.next(batch_, kPreparedBatch);
  batch = shape_.empty_copy();
  batch.reserve(batch_.size());
  for (std::size_t i = 0; i < fills_.size(); ++i) fills_[i](batch.column(i), batch_);
  return !batch_.empty();
}

template <class Append>
void PreparedTable::add(const char* name, Type type, Append append) {
  shape_.add(name, type);
  fills_.emplace_back([append = std::move(append)](Column& column, const std::vector<PreparedRow>& rows) {
    for (const PreparedRow& row : rows) append(column, row);
  });
}

template <class Value>
void PreparedTable::add_of_lap(const char* name, Type type, Value value) {
  add(name, type, [value](Column& column, const PreparedRow& row) {
    const LapRecord* lap = row.lap();
    if (lap == nullptr) return column.append_missing();
    column.append(value(*lap));
  });
}

template <class Value>
void PreparedTable::add_of_driver(const char* name, Type type, Value value) {
  add(name, type, [value](Column& column, const PreparedRow& row) { column.append(value(*row.driver)); });
}

template <class Value>
void PreparedTable::add_of_weather(const char* name, Type type, Value value) {
  add(name, type, [this, value](Column& column, const PreparedRow& row) {
    const domain::Weather* weather = weather_at(record_, time_of(row));
    if (weather == nullptr) return column.append_missing();
    column.append(value(*weather));
  });
}

template <class Value>
void PreparedTable::add_time(const char* name, Value value) {
  add(name, is_compat() ? Type::float64 : Type::duration, [value](Column& column, const PreparedRow& row) {
    const std::optional<Milliseconds> time = value(row);
    if (column.type() == Type::duration) return column.append(time);
    column.append(time ? std::optional{base::seconds(*time)} : std::nullopt);
  });
}

void PreparedTable::add_clocks() {
  add("Date", Type::timestamp,
      [this](Column& column, const PreparedRow& row) { column.append(date_of(record_, time_of(row))); });
  add_time("SessionTime", [](const PreparedRow& row) { return duration_of(time_of(row)); });
  const bool names_nobody = is_compat();
  add("DriverAhead", Type::text, [names_nobody](Column& column, const PreparedRow& row) {
    const domain::CarNumber ahead = row.telemetry().ahead[row.row];
    if (ahead == TelemetryRows::kNobody && !names_nobody) return column.append_missing();
    append_ahead(column, ahead);
  });
}

void PreparedTable::add_channels() {
  const auto add_number = [this](const char* name, std::vector<double> TelemetryRows::* values) {
    add(name, Type::float64, [values](Column& column, const PreparedRow& row) {
      column.append_double((row.telemetry().*values)[row.row]);
    });
  };
  add_number("DistanceToDriverAhead", &TelemetryRows::ahead_m);
  if (is_compat()) {
    // The end of the lap has overwritten the sample's own time.
    add_time("Time", [](const PreparedRow& row) {
      const LapRecord* lap = row.lap();
      return lap != nullptr ? duration_of(lap->lap.lap_end)
                            : std::optional{Milliseconds{row.time_ms() - row.driver->begin_ms}};
    });
  } else {
    add_time("Time", [](const PreparedRow& row) {
      const LapRecord* lap = row.lap();
      if (lap == nullptr || !lap->lap.lap_start) return std::optional<Milliseconds>{};
      return std::optional{Milliseconds{time_of(row) - *lap->lap.lap_start}};
    });
  }
  add_number("RPM", &TelemetryRows::rpm);
  add_number("Speed", &TelemetryRows::speed_kmh);
  add("nGear", Type::int64,
      [](Column& column, const PreparedRow& row) { append_gear(column, row.telemetry().gear[row.row]); });
  add_number("Throttle", &TelemetryRows::throttle_pct);
  add("Brake", Type::boolean,
      [](Column& column, const PreparedRow& row) { append_brake(column, row.telemetry().brake[row.row]); });
  add("DRS", Type::int64,
      [](Column& column, const PreparedRow& row) { append_drs(column, row.telemetry().drs[row.row]); });
  add("Source", Type::text, [](Column& column, const PreparedRow& row) {
    column.append(source_name(row.telemetry().source[row.row]));
  });
  add_number("Distance", &TelemetryRows::distance_m);
  add_number("RelativeDistance", &TelemetryRows::relative_distance);
  add("Status_x", Type::text, [](Column& column, const PreparedRow& row) {
    column.append(track_flag(row.telemetry().off_track[row.row]));
  });
  add_number("X", &TelemetryRows::x);
  add_number("Y", &TelemetryRows::y);
  add_number("Z", &TelemetryRows::z);
}

void PreparedTable::add_lap_times() {
  for (const char* name : {"DriverID", "Driver"}) {
    add_of_driver(name, Type::text,
                  [](const PreparedDriver& driver) { return driver.record->driver.id.view(); });
  }
  add_of_lap("LapNumber", Type::float64,
             [](const LapRecord& row) { return static_cast<double>(row.lap.lap_number); });
  for (const LapTimeField& field : kLapTimeFields) {
    if (field.name == std::string_view{"Time"}) {  // has its place among the sample's columns
      add_of_lap("LapStartDate", Type::timestamp,
                 [this](const LapRecord& row) { return date_of(record_, row.lap.lap_start); });
      continue;
    }
    add_of_lap(field.name, Type::duration, field.value);
  }
}

void PreparedTable::add_lap_facts() {
  add_of_lap("IsPersonalBest", Type::boolean, [](const LapRecord& row) { return row.lap.personal_best; });
  add_of_lap("Compound", Type::text, [](const LapRecord& row) { return compound_of(row.lap); });
  add_of_lap("TyreLife", Type::float64, [](const LapRecord& row) { return number_of(row.lap.tyre_life); });
  add_of_lap("FreshTyre", Type::boolean, [](const LapRecord& row) { return row.lap.fresh_tyre; });
  add_of_lap("Stint", Type::float64, [](const LapRecord& row) { return number_of(row.lap.stint); });
  add_of_lap("TrackStatus", Type::text, [](const LapRecord& row) { return text_of(row.lap.track_status); });
  add_of_lap("Position_x", Type::float64, [](const LapRecord& row) { return number_of(row.lap.position); });
  add_of_lap("Deleted", Type::boolean, [](const LapRecord& row) { return row.deleted; });
  if (is_compat()) {
    add_of_lap("DeletedReason", Type::text,
               [](const LapRecord& row) { return std::string_view{row.lap.deleted_reason}; });
  } else {
    add_of_lap("DeletedReason", Type::text,
               [](const LapRecord& row) { return text_of(row.lap.deleted_reason); });
  }
}

std::vector<LapTimeField> PreparedTable::fields_in_order_of_writing() const {
  std::vector<LapTimeField> order;
  const auto has = [&](const LapTimeField& field) {
    return std::ranges::any_of(order, [&](const LapTimeField& known) { return known.value == field.value; });
  };
  for (const PreparedDriver& driver : rows_.drivers()) {
    for (const LapRecord& row : driver.record->laps) {
      if (!is_written(row)) continue;
      for (const LapTimeField& field : kLapTimeFields) {
        if (field.value(row) && !has(field)) order.push_back(field);
      }
    }
  }
  return order;
}

void PreparedTable::add_lap_seconds(const LapTimeField& field) {
  add_of_lap(field.name_in_seconds, Type::float64, [value = field.value](const LapRecord& row) {
    const auto time = value(row);
    return time ? std::optional{base::seconds(*time)} : std::nullopt;
  });
}

void PreparedTable::add_seconds() {
  if (is_compat()) {
    for (const LapTimeField& field : fields_in_order_of_writing()) add_lap_seconds(field);
  } else {
    for (const LapTimeField& field : kLapTimeFields) add_lap_seconds(field);
  }
  add("SessionTime_seconds", Type::float64,
      [](Column& column, const PreparedRow& row) { column.append_double(base::seconds(time_of(row))); });
}

void PreparedTable::add_results() {
  const auto add_text = [this](const char* name, auto value) {
    add_of_driver(name, Type::text, [value](const PreparedDriver& driver) { return value(*driver.record); });
  };
  add_text("DriverNumber", [](const DriverRecord& driver) { return number_text(driver.driver); });
  add_text("FullName", full_name);
  add_text("FirstName", [](const DriverRecord& driver) { return text_of(driver.first_name); });
  add_text("LastName", [](const DriverRecord& driver) { return text_of(driver.last_name); });
  add_text("TeamName", [](const DriverRecord& driver) { return text_of(driver.driver.team); });
  add_of_driver("GridPosition", Type::float64,
                [](const PreparedDriver& driver) { return grid_of(*driver.record); });
  add_of_driver("Position_y", Type::float64,
                [](const PreparedDriver& driver) { return number_of(driver.result.position); });
  add_of_driver("Points", Type::float64, [](const PreparedDriver& driver) {
    return driver.record->official ? driver.record->official->points : std::nullopt;
  });
  const auto no_status = is_compat() ? std::optional<std::string_view>{""} : std::nullopt;
  add_of_driver("Status_y", Type::text, [no_status](const PreparedDriver& driver) {
    const auto& official = driver.record->official;
    return official && !official->status.empty() ? text_of(official->status) : no_status;
  });
  const auto add_part = [this](const char* name, std::size_t part) {
    add_time(name, [part](const PreparedRow& row) { return row.driver->result.parts[part]; });
  };
  add_part("Q1", 0);
  add_part("Q2", 1);
  add_part("Q3", 2);
}

void PreparedTable::add_weather() {
  using domain::Weather;
  const auto add_number = [this](const char* name, std::optional<double> Weather::* value) {
    add_of_weather(name, Type::float64, [value](const Weather& weather) { return weather.*value; });
  };
  add_number("AirTemp", &Weather::air_temp_c);
  add_number("Humidity", &Weather::humidity_pct);
  add_number("Pressure", &Weather::pressure_mbar);
  add_of_weather("Rainfall", Type::boolean, [](const Weather& weather) { return weather.rainfall; });
  add_number("TrackTemp", &Weather::track_temp_c);
  add_number("WindDirection", &Weather::wind_direction_deg);
  add_number("WindSpeed", &Weather::wind_speed_ms);
}

}  // namespace slipstream::prepare

#include <array>

#include "library/runs/row_columns.hpp"
#include "library/runs/run_rows.hpp"

namespace slipstream::library {
namespace {

using table::Column;
using table::Type;

struct TelemetryRow {
  const RunStamp& stamp;
  const domain::TelemetrySample& sample;
};

template <auto Field>
void append_field(Column& column, const TelemetryRow& row) {
  column.append(row.sample.*Field);
}

template <std::size_t Brake>
void append_brake_temp(Column& column, const TelemetryRow& row) {
  column.append(row.sample.brake_temp_c[Brake]);
}

using Sample = domain::TelemetrySample;
constexpr std::array<RowColumn<TelemetryRow>, 24> kTelemetryColumns{{
    {"session_time", Type::duration,
     [](Column& column, const auto& row) { column.append(row.sample.time.time_since_epoch()); }},
    {"date", Type::timestamp, append_field<&Sample::date>},
    {"driver_id", Type::text,
     [](Column& column, const auto& row) { column.append_text(row.sample.driver.view()); }},
    {"driver_number", Type::int64, append_field<&Sample::number>},
    {"lap_number", Type::int64, append_field<&Sample::lap_number>},
    {"speed", Type::float64, append_field<&Sample::speed_kmh>},
    {"rpm", Type::float64, append_field<&Sample::rpm>},
    {"throttle", Type::float64, append_field<&Sample::throttle_pct>},
    {"brake", Type::float64, append_field<&Sample::brake_pct>},
    {"gear", Type::int64, append_field<&Sample::gear>},
    {"drs", Type::int64,
     [](Column& column, const auto& row) {
       column.append(row.sample.drs_open ? std::optional{*row.sample.drs_open ? 1 : 0} : std::nullopt);
     }},
    {"x", Type::float64, append_field<&Sample::x>},
    {"y", Type::float64, append_field<&Sample::y>},
    {"z", Type::float64, append_field<&Sample::z>},
    {"distance", Type::float64, append_field<&Sample::distance_m>},
    {"position", Type::int64, append_field<&Sample::position>},
    {"compound", Type::text,
     [](Column& column, const auto& row) {
       column.append(row.sample.compound ? std::optional{to_string(*row.sample.compound)} : std::nullopt);
     }},
    {"tyre_life", Type::int64, append_field<&Sample::tyre_life>},
    {"track_status", Type::text,
     [](Column& column, const auto& row) {
       column.append(row.sample.track_status ? std::optional{std::string(1, *row.sample.track_status)}
                                             : std::nullopt);
     }},
    {"brake_temp_fl", Type::float64, append_brake_temp<0>},
    {"brake_temp_fr", Type::float64, append_brake_temp<1>},
    {"brake_temp_rl", Type::float64, append_brake_temp<2>},
    {"brake_temp_rr", Type::float64, append_brake_temp<3>},
    {"fuel_kg", Type::float64, append_field<&Sample::fuel_kg>},
}};

}  // namespace

table::Table empty_run_telemetry() { return empty_table<TelemetryRow>(kTelemetryColumns); }

void append(table::Table& telemetry, const RunStamp& stamp, const domain::TelemetrySample& sample) {
  append_row<TelemetryRow>(telemetry, kTelemetryColumns, {stamp, sample});
}

}  // namespace slipstream::library

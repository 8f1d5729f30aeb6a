#include <array>

#include "library/runs/row_columns.hpp"
#include "library/runs/run_rows.hpp"

namespace slipstream::library {
namespace {

using domain::Lap;
using table::Column;
using table::Type;

struct RunLapRow {
  const RunStamp& stamp;
  const domain::Car& car;
  const Lap& lap;
};

template <auto Field>
void append_lap_field(Column& column, const RunLapRow& row) {
  column.append(row.lap.*Field);
}

template <auto Field>
void append_instant(Column& column, const RunLapRow& row) {
  const std::optional<SessionTime>& time = row.lap.*Field;
  column.append(time ? std::optional{time->time_since_epoch()} : std::nullopt);
}

template <std::size_t Sector>
void append_sector(Column& column, const RunLapRow& row) {
  column.append(row.lap.sectors[Sector]);
}

template <auto Trap>
void append_speed(Column& column, const RunLapRow& row) {
  column.append(row.lap.speeds.*Trap);
}

template <auto Text>
void append_lap_text(Column& column, const RunLapRow& row) {
  const std::string& text = row.lap.*Text;
  column.append(text.empty() ? std::nullopt : std::optional{std::string_view{text}});
}

constexpr std::array<RowColumn<RunLapRow>, 26> kLapColumns{{
    {"driver_id", Type::text,
     [](Column& column, const auto& row) { column.append_text(row.car.driver.view()); }},
    {"driver_number", Type::int64,
     [](Column& column, const auto& row) { column.append(domain::known_number(row.car.number)); }},
    {"lap_number", Type::int64, append_lap_field<&Lap::lap_number>},
    {"lap_time", Type::duration, append_lap_field<&Lap::lap_time>},
    {"sector1", Type::duration, append_sector<0>},
    {"sector2", Type::duration, append_sector<1>},
    {"sector3", Type::duration, append_sector<2>},
    {"speed_i1", Type::int64, append_speed<&domain::SpeedTraps::i1>},
    {"speed_i2", Type::int64, append_speed<&domain::SpeedTraps::i2>},
    {"speed_fl", Type::int64, append_speed<&domain::SpeedTraps::fl>},
    {"speed_st", Type::int64, append_speed<&domain::SpeedTraps::st>},
    {"lap_start", Type::duration, append_instant<&Lap::lap_start>},
    {"pit_in", Type::duration, append_instant<&Lap::pit_in>},
    {"pit_out", Type::duration, append_instant<&Lap::pit_out>},
    {"compound", Type::text,
     [](Column& column, const auto& row) {
       column.append(row.lap.compound ? std::optional{to_string(*row.lap.compound)} : std::nullopt);
     }},
    {"tyre_life", Type::int64, append_lap_field<&Lap::tyre_life>},
    {"fresh_tyre", Type::boolean, append_lap_field<&Lap::fresh_tyre>},
    {"stint", Type::int64, append_lap_field<&Lap::stint>},
    {"position", Type::int64, append_lap_field<&Lap::position>},
    {"track_status", Type::text, append_lap_text<&Lap::track_status>},
    {"personal_best", Type::boolean, append_lap_field<&Lap::personal_best>},
    {"overall_best", Type::boolean, append_lap_field<&Lap::overall_best>},
    {"deleted", Type::boolean, append_lap_field<&Lap::deleted>},
    {"deleted_reason", Type::text, append_lap_text<&Lap::deleted_reason>},
    {"accurate", Type::boolean, append_lap_field<&Lap::accurate>},
    {"revision", Type::int64, append_lap_field<&Lap::revision>},
}};

}  // namespace

table::Table empty_run_laps() { return empty_table<RunLapRow>(kLapColumns); }

void append(table::Table& laps, const RunStamp& stamp, const domain::Car& car, const Lap& lap) {
  append_row<RunLapRow>(laps, kLapColumns, {stamp, car, lap});
}

}  // namespace slipstream::library

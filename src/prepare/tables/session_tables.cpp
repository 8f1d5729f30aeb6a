#include "prepare/tables/session_tables.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "prepare/tables/table_makers.hpp"

namespace slipstream::prepare {
namespace {

constexpr std::array kTableKinds{
    TableKind::car_data,     TableKind::pos_data,       TableKind::telemetry, TableKind::laps,
    TableKind::stints,       TableKind::results,        TableKind::weather,   TableKind::race_control,
    TableKind::track_status, TableKind::session_status,
};

}  // namespace

std::string_view to_string(TableKind kind) {
  switch (kind) {
    case TableKind::car_data: return "car_data";
    case TableKind::pos_data: return "pos_data";
    case TableKind::telemetry: return "telemetry";
    case TableKind::laps: return "laps";
    case TableKind::stints: return "stints";
    case TableKind::results: return "results";
    case TableKind::weather: return "weather";
    case TableKind::race_control: return "race_control";
    case TableKind::track_status: return "track_status";
    case TableKind::session_status: return "session_status";
  }
  std::unreachable();
}

std::optional<TableKind> table_kind_from(std::string_view name) {
  for (const TableKind kind : kTableKinds) {
    if (to_string(kind) == name) return kind;
  }
  return std::nullopt;
}

std::span<const TableKind> all_table_kinds() { return kTableKinds; }

bool Selection::takes(const domain::Driver& driver) const {
  return cars.empty() || std::ranges::find(cars, driver.number) != cars.end();
}

table::Table make_table(const SessionRecord& record, TableKind kind, const Selection& selection,
                        Sentinels sentinels) {
  switch (kind) {
    case TableKind::car_data: return car_data_table(record, selection);
    case TableKind::pos_data: return pos_data_table(record, selection);
    case TableKind::telemetry: return telemetry_table(record, selection, sentinels);
    case TableKind::laps: return laps_table(record, selection);
    case TableKind::stints: return stints_table(record, selection);
    case TableKind::results: return results_table(record);
    case TableKind::weather: return weather_table(record);
    case TableKind::race_control: return race_control_table(record);
    case TableKind::track_status: return track_status_table(record);
    case TableKind::session_status: return session_status_table(record);
  }
  std::unreachable();
}

}  // namespace slipstream::prepare

#include <array>

#include "library/runs/row_columns.hpp"
#include "library/runs/run_rows.hpp"

namespace slipstream::library {
namespace {

using table::Column;
using table::Type;

struct AlertRow {
  const RunStamp& stamp;
  const domain::Alert& alert;
};

std::string_view state_name(domain::AlertState state) {
  switch (state) {
    case domain::AlertState::opened: return "opened";
    case domain::AlertState::closed: return "closed";
    case domain::AlertState::sample: return "sample";
  }
  return {};
}

constexpr std::array<RowColumn<AlertRow>, 14> kAlertColumns{{
    {"alert_id", Type::text, [](Column& column, const auto& row) { column.append_text(row.alert.alert_id); }},
    {"rule", Type::text, [](Column& column, const auto& row) { column.append_text(row.alert.rule); }},
    {"alert_type", Type::text,
     [](Column& column, const auto& row) { column.append_text(row.alert.alert_type); }},
    {"severity", Type::text,
     [](Column& column, const auto& row) { column.append_text(domain::to_string(row.alert.severity)); }},
    {"state", Type::text,
     [](Column& column, const auto& row) { column.append_text(state_name(row.alert.state)); }},
    {"driver_id", Type::text,
     [](Column& column, const auto& row) { column.append_text(row.alert.driver.view()); }},
    {"lap_number", Type::int64, [](Column& column, const auto& row) { column.append(row.alert.lap_number); }},
    {"session_time", Type::duration,
     [](Column& column, const auto& row) { column.append(row.alert.session_time.time_since_epoch()); }},
    {"started_at", Type::duration,
     [](Column& column, const auto& row) { column.append(row.alert.started_at.time_since_epoch()); }},
    {"ended_at", Type::duration,
     [](Column& column, const auto& row) {
       const auto& ended = row.alert.ended_at;
       column.append(ended ? std::optional{ended->time_since_epoch()} : std::nullopt);
     }},
    {"date", Type::timestamp, [](Column& column, const auto& row) { column.append(row.alert.date); }},
    {"value", Type::float64, [](Column& column, const auto& row) { column.append(row.alert.value); }},
    {"threshold", Type::float64, [](Column& column, const auto& row) { column.append(row.alert.threshold); }},
    {"description", Type::text,
     [](Column& column, const auto& row) { column.append_text(row.alert.description); }},
}};

}  // namespace

table::Table empty_alerts() { return empty_table<AlertRow>(kAlertColumns); }

void append(table::Table& alerts, const RunStamp& stamp, const domain::Alert& alert) {
  append_row<AlertRow>(alerts, kAlertColumns, {stamp, alert});
}

}  // namespace slipstream::library

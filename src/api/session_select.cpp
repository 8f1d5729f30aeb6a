// The SELECT that a selection of a session's table is.

#include <algorithm>

#include <fmt/format.h>

#include "api/session_tables.hpp"
#include "table/sql_text.hpp"

namespace slipstream::api {
namespace {

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

#include "prepare/from_table/table_record.hpp"

#include <tuple>
#include <utility>

#include "prepare/from_table/table_laps.hpp"
#include "prepare/from_table/table_results.hpp"
#include "prepare/from_table/table_session_info.hpp"
#include "prepare/from_table/table_telemetry.hpp"
#include "prepare/from_table/table_weather.hpp"

namespace slipstream::prepare {
namespace {

DriverRecord driver_of_table(const source::SessionTable& table, const DriverRows& rows) {
  DriverRecord made;
  made.driver = rows.driver;
  std::tie(made.first_name, made.last_name) = names_of_table(table, rows.row.front());
  std::vector<TableLap> laps = laps_of_table(table, rows);
  made.merged = telemetry_of_table(table, rows, laps);
  made.samples = stream_samples_of(*made.merged);
  made.official = result_of_table(table, rows);
  for (TableLap& lap : laps) {
    made.laps.push_back({std::move(lap.lap), lap.sector_ends, lap.generated, lap.deleted});
  }
  return made;
}

}  // namespace

Result<SessionRecord> record_of_table(const source::SessionTable& table, const source::Progress& progress,
                                      const std::stop_token& stop) {
  SessionRecord record;
  const auto rows = rows_by_driver(table, record.report);
  if (!rows) return std::unexpected(rows.error());
  record.zero = zero_of_table(table);
  record.info = info_of_table(table, record.zero);
  note_what_is_missing(table, record.report);
  record.weather = weather_of_table(table, rows->drivers);
  for (const DriverRows& driver : rows->drivers) {
    if (stop.stop_requested()) return fail(ErrorCode::interrupted, "stopped while reading the session");
    record.info.drivers.push_back(driver.driver);
    record.drivers.push_back(driver_of_table(table, driver));
    const auto done = static_cast<double>(record.drivers.size());
    if (progress) progress(done / static_cast<double>(rows->drivers.size()));
  }
  return record;
}

}  // namespace slipstream::prepare

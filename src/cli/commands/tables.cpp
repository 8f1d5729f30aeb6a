#include "cli/commands/tables.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include <spdlog/spdlog.h>
#include <nlohmann/json.hpp>

#include "cli/open_session.hpp"
#include "prepare/tables/prepared_table.hpp"
#include "prepare/tables/session_tables.hpp"
#include "table/write.hpp"

namespace slipstream::cli {
namespace {

using prepare::SessionRecord;

Result<std::vector<domain::CarNumber>> cars_of(const SessionRecord& record,
                                               const std::vector<std::string>& names) {
  std::vector<domain::CarNumber> cars;
  for (const std::string& name : names) {
    const auto driver = domain::find_driver(record.info.drivers, name);
    if (!driver) {
      std::vector<std::string_view> known;
      known.reserve(record.info.drivers.size());
      for (const domain::Driver& each : record.info.drivers) known.push_back(each.id.view());
      return fail(ErrorCode::invalid_argument, "nobody drives as \"{}\" in this session; --drivers takes {}",
                  name, fmt::join(known, ", "));
    }
    cars.push_back(record.info.drivers[*driver].number);
  }
  return cars;
}

Result<> check_lap(const SessionRecord& record, const prepare::Selection& selection) {
  if (!selection.lap) return {};
  int last = 0;
  for (const prepare::DriverRecord& driver : record.drivers) {
    if (!selection.takes(driver.driver)) continue;
    for (const prepare::LapRecord& row : driver.laps) {
      if (selection.takes(row.lap)) return {};
      last = std::max(last, row.lap.lap_number);
    }
  }
  return fail(ErrorCode::invalid_argument, "no lap {}; the last one is lap {}", *selection.lap, last);
}

void tell(const Context& context, const std::filesystem::path& file, std::size_t rows, std::size_t columns) {
  if (context.json) {
    fmt::print("{}\n", nlohmann::json{{"file", file.string()}, {"rows", rows}, {"columns", columns}}.dump());
  } else if (!context.quiet) {
    fmt::print(stderr, "{}: {} rows, {} columns\n", file.string(), rows, columns);
  }
}

}  // namespace

Result<> export_table(const Context& context, const ExportOptions& options) {
  const auto kind = prepare::table_kind_from(options.table);
  if (!kind) {
    std::vector<std::string_view> names;
    for (const prepare::TableKind each : prepare::all_table_kinds()) names.push_back(to_string(each));
    return fail(ErrorCode::invalid_argument, "no table \"{}\"; --table takes {}", options.table,
                fmt::join(names, ", "));
  }
  const auto format = table::format_of(options.output);
  if (!format) return std::unexpected(format.error());
  const auto record = open_record(context, options.session);
  if (!record) return std::unexpected(record.error());
  auto cars = cars_of(*record, options.drivers);
  if (!cars) return propagate(cars);
  const prepare::Selection selection{std::move(*cars), options.lap};
  if (auto known = check_lap(*record, selection); !known) return known;
  const table::Table made = prepare::make_table(*record, *kind, selection);
  if (made.rows() == 0)
    spdlog::warn("this session has nothing for the table {}: it has no rows", options.table);
  if (auto written = table::write_table(made, options.output, *format); !written) return written;
  tell(context, options.output, made.rows(), made.width());
  return {};
}

Result<> prepare_table(const Context& context, const PrepareTableOptions& options) {
  constexpr std::string_view kPipeline = "fastf1-pipeline";
  if (!options.compat.empty() && options.compat != kPipeline) {
    return fail(ErrorCode::invalid_argument, "--compat takes {}, not \"{}\"", kPipeline, options.compat);
  }
  const auto format = table::format_of(options.output);
  if (!format) return std::unexpected(format.error());
  const auto record = open_record(context, options.session);
  if (!record) return std::unexpected(record.error());
  auto cars = cars_of(*record, options.drivers);
  if (!cars) return propagate(cars);
  const auto flavour =
      options.compat.empty() ? prepare::Flavour::corrected : prepare::Flavour::fastf1_pipeline;
  prepare::PreparedTable prepared(*record, {std::move(*cars), std::nullopt}, flavour);
  std::size_t rows = 0;
  std::size_t columns = 0;
  const auto batches = [&](table::Table& batch) -> Result<bool> {
    if (context.stop.stop_requested()) return fail(ErrorCode::interrupted, "stopped while writing the table");
    const bool more = prepared.next(batch);
    rows += batch.rows();
    columns = batch.width();
    return more;
  };
  if (!prepared.has_rows()) {
    return fail(ErrorCode::invalid_input,
                "no telemetry of a driven lap in this session, and the prepared table is one row per sample; "
                "`slipstream export --table laps` writes what there is");
  }
  if (auto written = table::write_batches(batches, options.output, *format); !written) return written;
  tell(context, options.output, rows, columns);
  return {};
}

}  // namespace slipstream::cli

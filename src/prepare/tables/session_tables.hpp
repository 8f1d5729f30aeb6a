#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "prepare/tables/session_record.hpp"
#include "table/table.hpp"

namespace slipstream::prepare {

/// The tables of a session, named as on the command line.
enum class TableKind {
  car_data,
  pos_data,
  telemetry,
  laps,
  stints,
  results,
  weather,
  race_control,
  track_status,
  session_status,
};
[[nodiscard]] std::string_view to_string(TableKind kind);
[[nodiscard]] std::optional<TableKind> table_kind_from(std::string_view name);
[[nodiscard]] std::span<const TableKind> all_table_kinds();

/// Which rows of the tables that are about cars; the others are always whole.
struct Selection {
  std::vector<domain::CarNumber> cars;  ///< all if empty
  std::optional<int> lap;

  [[nodiscard]] bool takes(const domain::Driver& driver) const;
  [[nodiscard]] bool takes(const domain::Lap& lap_of_car) const {
    return !lap || *lap == lap_of_car.lap_number;
  }
};

/// What becomes of what the feed does not know.
enum class Sentinels {
  as_values,  ///< FastF1: 104 % of throttle and three zeros are interpolated as if they were measured
  missing     ///< unknown, and so is what would be drawn through it
};

/// A table with FastF1's column names, types and values; `stints` is our own. What is not known is missing
/// where FastF1 has NaT, NaN, 0 or "nan": docs/fastf1-differences.md. Telemetry is merged on as many threads
/// as there are cores; `sentinels` says what it is to hold where the feed knew nothing.
[[nodiscard]] table::Table make_table(const SessionRecord& record, TableKind kind, const Selection& selection,
                                      Sentinels sentinels = Sentinels::as_values);

}  // namespace slipstream::prepare

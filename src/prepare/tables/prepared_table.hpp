#pragma once

#include <functional>
#include <vector>

#include "prepare/tables/lap_times.hpp"
#include "prepare/tables/prepared_rows.hpp"
#include "prepare/tables/session_tables.hpp"
#include "table/table.hpp"

namespace slipstream::prepare {

/// The existing pipeline's table, one row per telemetry sample with its lap and its driver's result, in the
/// order of session time; docs/prepared-table.md has its columns. It comes in batches, since whole it is
/// several times the session. One thread at a time.
class PreparedTable {
 public:
  /// Merges the telemetry of the cars that the selection takes. `record` must outlive this.
  PreparedTable(const SessionRecord& record, const Selection& selection, Flavour flavour);
  PreparedTable(const PreparedTable&) = delete;
  PreparedTable& operator=(const PreparedTable&) = delete;

  /// Whether there is a row at all: a driven lap with telemetry.
  [[nodiscard]] bool has_rows() const { return !rows_.drivers().empty(); }
  /// Replaces the batch by the next rows; false, and a batch without rows, at the end.
  bool next(table::Table& batch);

 private:
  using Fill = std::function<void(table::Column&, const std::vector<PreparedRow>&)>;

  /// A column of `append(column, row)` of each row.
  template <class Append>
  void add(const char* name, table::Type type, Append append);
  /// A column of `value(lap)`; missing outside of every lap.
  template <class Value>
  void add_of_lap(const char* name, table::Type type, Value value);
  /// A column of `value(driver)`.
  template <class Value>
  void add_of_driver(const char* name, table::Type type, Value value);
  /// A column of `value(weather)` at the time of the row.
  template <class Value>
  void add_of_weather(const char* name, table::Type type, Value value);
  /// A duration; in the existing pipeline's table seconds.
  template <class Value>
  void add_time(const char* name, Value value);

  void add_clocks();
  void add_channels();
  void add_lap_times();
  void add_lap_facts();
  void add_lap_seconds(const LapTimeField& field);
  void add_seconds();
  void add_results();
  void add_weather();
  [[nodiscard]] bool is_compat() const { return flavour_ == Flavour::fastf1_pipeline; }
  [[nodiscard]] std::vector<LapTimeField> fields_in_order_of_writing() const;

  const SessionRecord& record_;
  Flavour flavour_;
  PreparedRows rows_;
  table::Table shape_;              ///< the columns, without rows
  std::vector<Fill> fills_;         ///< by column
  std::vector<PreparedRow> batch_;  ///< the rows at hand
};

}  // namespace slipstream::prepare

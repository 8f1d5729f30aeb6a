#pragma once

#include <cstddef>
#include <span>

#include "table/table.hpp"

/// Private to this folder: tables as lists of columns, each with how it is filled from a row. In front of
/// them every table has the stamp of its rows: run_id, session_key, timestamp.
namespace slipstream::library {

template <class Row>
struct RowColumn {
  const char* name;
  table::Type type;
  void (*append)(table::Column& column, const Row& row);
};

[[nodiscard]] inline table::Table stamp_columns() {
  table::Table made;
  made.add("run_id", table::Type::text);
  made.add("session_key", table::Type::text);
  made.add("timestamp", table::Type::timestamp);
  return made;
}

template <class Row>
[[nodiscard]] table::Table empty_table(std::span<const RowColumn<Row>> columns) {
  table::Table made = stamp_columns();
  for (const RowColumn<Row>& column : columns) made.add(column.name, column.type);
  return made;
}

/// `row` has the members of Row, and `stamp`.
template <class Row>
void append_row(table::Table& table, std::span<const RowColumn<Row>> columns, const Row& row) {
  std::size_t next = 0;
  table.column(next++).append_text(row.stamp.run_id);
  table.column(next++).append_text(row.stamp.session_key);
  table.column(next++).append(row.stamp.produced_at);
  for (const RowColumn<Row>& column : columns) column.append(table.column(next++), row);
}

}  // namespace slipstream::library

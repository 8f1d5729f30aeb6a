#pragma once

#include <cstddef>
#include <span>

#include "table/table.hpp"

/// Private to this folder: tables as lists of columns, each with how it is filled from a row.
namespace slipstream::library {

template <class Row>
struct RowColumn {
  const char* name;
  table::Type type;
  void (*append)(table::Column& column, const Row& row);
};

template <class Row>
[[nodiscard]] table::Table empty_table(std::span<const RowColumn<Row>> columns) {
  table::Table made;
  for (const RowColumn<Row>& column : columns) made.add(column.name, column.type);
  return made;
}

template <class Row>
void append_row(table::Table& table, std::span<const RowColumn<Row>> columns, const Row& row) {
  for (std::size_t i = 0; i < columns.size(); ++i) columns[i].append(table.column(i), row);
}

}  // namespace slipstream::library

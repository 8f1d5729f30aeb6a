#pragma once

#include <optional>

#include "table/engine.hpp"
#include "table/table.hpp"

/// Private to this room: DuckDB's vectors as columns.
namespace slipstream::table {

/// Our type for one of DuckDB's: whole numbers of any width, floating and decimal numbers, dates and times of
/// any unit, TIME and INTERVAL as durations. nullopt for lists, structs and the other types that no table of
/// ours has.
[[nodiscard]] std::optional<Type> natural_type(duckdb_type type);

/// Appends the first `count` values of a vector to a column of its natural type. An error names the row (from
/// 0) of a value that the type cannot hold: a whole number beyond 64 bits, an interval with months.
Result<> append_vector(duckdb_vector vector, std::size_t count, Column& column);

}  // namespace slipstream::table

#pragma once

#include <string>

#include "table/engine.hpp"

/// Private to this room: which statements people may run.
namespace slipstream::table {

/// Accepts exactly one SELECT whose functions have no effects, read no files by name and do not grow a small
/// value into one of gigabytes (DuckDB's memory limit does not see those). Decided on DuckDB's own syntax
/// tree, so that neither quotes nor comments nor nesting hide anything.
Result<> check_statement(duckdb_connection connection, const std::string& sql);

/// DuckDB's complaint about a statement with line and column as `where`, as far as it tells them.
[[nodiscard]] Error statement_error(Error error);

}  // namespace slipstream::table

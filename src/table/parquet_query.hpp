#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "table/arrow_schema.hpp"
#include "table/engine.hpp"
#include "table/read.hpp"

/// Private to this room: what is asked of DuckDB to read a Parquet file.
namespace slipstream::table {

/// A column of the file and what becomes of it.
struct PlannedColumn {
  std::string name;
  Type found;                                         ///< DuckDB's type for it, as ours
  Type type;                                          ///< of the table
  std::optional<std::chrono::nanoseconds> unit = {};  ///< whole numbers that Arrow says are durations
};

struct FileQuery {
  std::string source;  ///< SQL: what to select from
  std::vector<PlannedColumn> columns;
  std::size_t rows;  ///< of the file
};

/// Looks at the file and plans which of its columns are read as what.
Result<FileQuery> plan_file_query(duckdb_connection connection, const std::filesystem::path& path,
                                  const ReadOptions& options);

/// What Arrow's metadata in Parquet files calls durations, judged by the first of them; none when there is no
/// such metadata. `files` is SQL: a quoted path, or a list of patterns.
Result<std::vector<DurationField>> arrow_durations(duckdb_connection connection, const std::string& files);

/// DuckDB's complaint about a file as one with a remedy.
[[nodiscard]] Error parquet_error(Error error, const std::filesystem::path& path);

}  // namespace slipstream::table

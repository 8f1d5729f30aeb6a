#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <vector>

#include "table/convert.hpp"
#include "table/engine.hpp"
#include "table/parquet_query.hpp"
#include "table/table.hpp"

/// Private to this room.
namespace slipstream::table {

/// Some of a Parquet file's columns, all rows in order. Used by one thread at a time; several streams of one
/// file may be read at once.
class ParquetStream {
 public:
  /// Of the columns `mine` (indices into those of the query). `query` must outlive it and may change the type
  /// that a column is read as between two calls of `fill`. Errors: those of DuckDB about the file.
  static Result<ParquetStream> open(const Engine& engine, const std::filesystem::path& path,
                                    const FileQuery& query, std::vector<std::size_t> mine);

  /// Appends rows to its columns of the batch until they have `rows` of them, or some more; fewer at the
  /// file's end.
  Result<> fill(Table& batch, std::size_t rows);

 private:
  ParquetStream(const std::filesystem::path& path, const FileQuery& query, std::vector<std::size_t> mine,
                Connection connection, QueryResult rows);

  /// false at the end.
  Result<bool> append_chunk(Table& batch);
  Result<> append_column(std::size_t place, duckdb_vector vector, std::size_t count, Column& to);

  std::filesystem::path path_;
  const FileQuery* query_;
  std::vector<std::size_t> mine_;
  Connection connection_;
  QueryResult rows_;     ///< ends before its connection
  bool at_end_ = false;  ///< nothing may be fetched after the end
  std::size_t rows_before_ = 0;
  std::vector<Column> scratch_;  ///< per column of its own, for what is converted
};

/// Row `rows_before` + bad.row does not fit.
[[nodiscard]] Error parquet_misfit(const std::filesystem::path& path, std::size_t rows_before,
                                   const PlannedColumn& column, const BadValue& bad);

}  // namespace slipstream::table

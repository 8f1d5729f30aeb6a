#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string_view>

#include "base/result.hpp"
#include "table/table.hpp"

namespace slipstream::table {

/// Parquet: zstd, durations as what pandas and polars read as timedelta64[ns], timestamps without a zone
/// (they are UTC). CSV (RFC 4180): durations as seconds, timestamps as 2025-08-31 13:00:00.123000, True and
/// False, nothing where a value is missing. JSON: an array of objects, durations as seconds, timestamps as
/// 2025-08-31T13:00:00.123000Z, null.
enum class Format { parquet, csv, json };

/// From the name's ending: .parquet, .csv, .json.
Result<Format> format_of(const std::filesystem::path& path);

/// Writes a file: all of it or nothing, since it takes its name when it is complete. What exists and is no
/// regular file
/// (/dev/stdout, a pipe) is written to directly. Errors: no_space, permission, not_found (its folder), io.
Result<> write_table(const Table& table, const std::filesystem::path& path);
Result<> write_table(const Table& table, const std::filesystem::path& path, Format format);

/// Replaces a table by the next rows of the same columns; false, and a table without rows, at the end.
using BatchSource = std::function<Result<bool>(Table&)>;
/// As write_table, of a table that comes in batches: a few of them are in memory at a time. The source is
/// called from threads of the writer, by one at a time. Errors: also what the source says.
Result<> write_batches(const BatchSource& batches, const std::filesystem::path& path);
Result<> write_batches(const BatchSource& batches, const std::filesystem::path& path, Format format);

/// Takes tables of the same columns, one after the other, as one. Not finished means not written.
class TableSink {
 public:
  virtual ~TableSink() = default;
  virtual Result<> write(const Table& batch) = 0;
  /// To be called once at the end, and at least one table must have been written (it may have no rows).
  virtual Result<> finish() = 0;
};

/// Where bytes go; an error stops the writer.
using ByteSink = std::function<Result<>(std::string_view)>;

/// CSV and JSON are handed on in pieces of about 64 KiB.
std::unique_ptr<TableSink> csv_sink(ByteSink bytes);
std::unique_ptr<TableSink> json_sink(ByteSink bytes);
/// Handed on whole at the end; until then the rows are in memory, and then in a temporary file.
std::unique_ptr<TableSink> parquet_sink(ByteSink bytes);
/// As write_table. Parquet is collected in memory and written at the end.
Result<std::unique_ptr<TableSink>> file_sink(const std::filesystem::path& path, Format format);

}  // namespace slipstream::table

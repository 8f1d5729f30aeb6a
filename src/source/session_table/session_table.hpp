#pragma once

#include <array>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>

#include "base/result.hpp"
#include "source/session_table/table_field.hpp"
#include "table/table.hpp"

namespace slipstream::source {

/// A table of telemetry: a row is a sample, already merged, of one driver, with the lap it belongs to.
/// FastF1's laps joined with their get_telemetry(), and the 65 columns that are made of them, are such
/// tables.
class SessionTable {
 public:
  /// `columns` says for each TableField which column of `rows` holds it.
  SessionTable(std::filesystem::path path, table::Table rows,
               std::array<std::optional<std::size_t>, kTableFields> columns)
      : path_(std::move(path)), rows_(std::move(rows)), columns_(columns) {}

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] std::size_t rows() const { return rows_.rows(); }
  /// As the type of the field's TableFieldSpec; `brake` and `drs` also as boolean. nullptr if the table lacks
  /// it.
  [[nodiscard]] const table::Column* find(TableField field) const {
    const auto column = columns_[static_cast<std::size_t>(field)];
    return column ? &rows_.column(*column) : nullptr;
  }

 private:
  std::filesystem::path path_;
  table::Table rows_;
  std::array<std::optional<std::size_t>, kTableFields> columns_;
};

/// Whether `path` is a file that is a table by its name (.csv, .csv.gz, .tsv, .parquet, .pq) or its first
/// bytes.
[[nodiscard]] bool is_session_table(const std::filesystem::path& path);

/// Reads a CSV or Parquet table, the columns that are of use in any order. Errors, with file, row or line,
/// column and remedy: what table::read_table says of it; invalid_input (no SessionTime, neither
/// DriverNumber nor Driver, nothing to show of a car, no rows).
Result<SessionTable> read_session_table(const std::filesystem::path& path);

}  // namespace slipstream::source

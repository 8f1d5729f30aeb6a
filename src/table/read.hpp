#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "table/table.hpp"

namespace slipstream::table {

enum class Need { required, optional };

/// A column the caller wants, and as what: see is_convertible (convert.hpp) for what becomes what.
struct Wanted {
  std::string name;
  Type type;
  Need need = Need::required;
};

struct ReadOptions {
  /// Only these are read, in this order; an optional one that the file lacks is left out. Empty: every
  /// column, with the type found: durations where Arrow's metadata says so or every text of the first batch
  /// is one ("0 days 00:01:17"), columns of lists and the like left out, and pandas' own index
  /// (`__index_level_0__`) too.
  std::vector<Wanted> columns = {};
  std::size_t batch_rows = 65'536;  ///< most rows of a batch (rounded up to DuckDB's chunks of 2,048)
  unsigned threads = 0;             ///< that decode; 0: as many as there are cores
};

enum class Sample : bool;

/// Reads a Parquet or CSV file (also .csv.gz, .csv.zst) batch by batch, in the file's order, in bounded
/// memory. CSV: any delimiter, a header line, UTF-8; empty, NaN, NaT, None and NULL are missing. Errors name
/// file, row (from 1, without the header) or line, column and remedy. Used by one thread at a time; decoding
/// has threads of its own.
class TableReader {
 public:
  static Result<TableReader> open(const std::filesystem::path& path, const ReadOptions& options = {});
  TableReader(TableReader&&) noexcept;
  TableReader& operator=(TableReader&&) noexcept;
  ~TableReader();

  /// Replaces the batch by the next rows; false, and a batch without rows, at the end. All batches have the
  /// same columns.
  Result<bool> next(Table& batch);

 private:
  struct State;
  friend Result<Table> read_table(const std::filesystem::path& path, const ReadOptions& options);
  static Result<TableReader> open_sampled(const std::filesystem::path& path, const ReadOptions& options,
                                          Sample sample);
  explicit TableReader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// The whole file at once; `batch_rows` has no meaning here.
Result<Table> read_table(const std::filesystem::path& path, const ReadOptions& options = {});

}  // namespace slipstream::table

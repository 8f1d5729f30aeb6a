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
  /// column, with the type found. Parquet: durations where Arrow's metadata says so, or where all texts of
  /// the first batch are some; columns of lists and the like left out. CSV: the type all values of the first
  /// batch have. Without pandas' index.
  std::vector<Wanted> columns = {};
  std::size_t batch_rows = 65'536;  ///< of a batch, about
  unsigned threads = 0;             ///< that decode; 0: as many as there are cores
};

class TableSource;

/// Reads a Parquet or CSV file (also .csv.gz) batch by batch, in the file's order, in bounded memory. CSV:
/// between cells one of , ; tab |, a header line, UTF-8; nothing, NaN, NaT, None and NULL are missing. Errors
/// name file, line (CSV) or row (Parquet, from 1), column and remedy. Used by one thread at a time; decoding
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
  explicit TableReader(std::unique_ptr<TableSource> source);
  std::unique_ptr<TableSource> source_;
};

/// The whole file at once; `batch_rows` has no meaning here.
Result<Table> read_table(const std::filesystem::path& path, const ReadOptions& options = {});

}  // namespace slipstream::table

#pragma once

#include <filesystem>
#include <memory>

#include "base/result.hpp"
#include "table/read.hpp"

/// Private to this room: what is behind a TableReader.
namespace slipstream::table {

class TableSource {
 public:
  virtual ~TableSource() = default;
  /// As TableReader::next.
  virtual Result<bool> next(Table& batch) = 0;
};

/// Of a file that begins as its kind does (file_kind.hpp).
Result<std::unique_ptr<TableSource>> open_parquet(const std::filesystem::path& path,
                                                  const ReadOptions& options);
Result<std::unique_ptr<TableSource>> open_csv(const std::filesystem::path& path, const ReadOptions& options);

/// Why a file lacks a column that is wanted, with the names that it has.
[[nodiscard]] Error missing_column(const std::filesystem::path& path, const Wanted& wanted,
                                   const std::vector<std::string>& names);

/// What to do about a value that is not of a type.
[[nodiscard]] std::string advice_for(Type type);

}  // namespace slipstream::table

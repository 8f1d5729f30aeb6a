#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "table/table.hpp"

/// Private to this room: records → columns.
namespace slipstream::table {

/// Where the cells of a record go.
struct CsvLayout {
  static constexpr int kSkipped = -1;

  char delimiter = ',';
  std::vector<int> columns;  ///< per cell of a record: the index of the table's column, or kSkipped
};

struct CsvProblem {
  std::size_t line;  ///< from 0, within the block
  int column;        ///< of the table; kSkipped when the record as a whole is wrong
  std::string what;  ///< "has 3 cells, the header 4"; or the value that does not fit
  bool is_misfit;    ///< `what` is a value of another type than the column's
};

struct CsvBlockResult {
  std::size_t lines = 0;
  std::optional<CsvProblem> problem = {};  ///< the first; the table is then of no use
};

/// Appends the records of a block, which ends with a record. Threads may parse different blocks into
/// different tables.
[[nodiscard]] CsvBlockResult parse_csv_block(std::string_view block, const CsvLayout& layout, Table& table);

/// The narrowest type all texts of a column have: boolean (True, False), int64 (not 007), float64, timestamp,
/// duration; nullopt if there are none.
[[nodiscard]] std::optional<Type> narrowest_type(const Column& texts);

}  // namespace slipstream::table

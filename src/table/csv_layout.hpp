#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

/// Private to this room: how a CSV file is cut into cells. RFC 4180 with any of , ; tab | between cells, \n
/// or \r\n between records, a header in the first record.
namespace slipstream::table {

struct CsvHeader {
  char delimiter = ',';
  std::vector<std::string> names;
  std::size_t body = 0;  ///< where the first record after the header begins
};

/// From the beginning of a file, which must hold the header. The delimiter is the one the header has most of.
/// An error for what is not text: UTF-16, NUL bytes; its place is the caller's to add.
Result<CsvHeader> read_csv_header(std::string_view begin);

/// How many bytes are whole records; 0 if not even one is. A record may have line breaks within quotes.
[[nodiscard]] std::size_t whole_records(std::string_view text, char delimiter);

/// A cell that begins at the front of a text.
struct CsvCell {
  std::string_view value;  ///< without its quotes; within `scratch` if it has doubled ones
  std::size_t length;      ///< bytes until the delimiter, the line break or the end
  bool quoted;
};

/// nullopt if a quote is not closed, or something other than a delimiter follows the closing one.
[[nodiscard]] std::optional<CsvCell> read_csv_cell(std::string_view text, char delimiter,
                                                   std::string& scratch);

/// What stands for a missing value when it is not in quotes: nothing, NaN, nan, NaT, None, NULL, null, <NA>.
[[nodiscard]] bool is_missing_text(std::string_view text);

}  // namespace slipstream::table

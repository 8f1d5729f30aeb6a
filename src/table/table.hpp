#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "table/column.hpp"

namespace slipstream::table {

/// Named columns of one length. A value: copied, moved, owned by one thread at a time.
class Table {
 public:
  /// Adds an empty column; the reference stays valid while the table lives. Names are the caller's to keep
  /// apart.
  Column& add(std::string name, Type type) { return columns_.emplace_back(std::move(name), type); }
  Column& add(Column column) { return columns_.emplace_back(std::move(column)); }

  /// Rows of the first column; the others must have as many when the table is written.
  [[nodiscard]] std::size_t rows() const { return columns_.empty() ? 0 : columns_.front().size(); }
  [[nodiscard]] std::size_t width() const { return columns_.size(); }
  [[nodiscard]] Column& column(std::size_t index) { return columns_[index]; }
  [[nodiscard]] const Column& column(std::size_t index) const { return columns_[index]; }
  /// nullptr if there is none of that name.
  [[nodiscard]] const Column* find(std::string_view name) const;
  [[nodiscard]] auto begin() const { return columns_.begin(); }
  [[nodiscard]] auto end() const { return columns_.end(); }

  /// Removes all rows, keeping the columns and their memory.
  void clear_rows();
  void reserve(std::size_t rows);
  /// Appends the rows of a table with the same columns; to a table without columns it gives its own.
  void append(const Table& other);
  /// The same columns without rows.
  [[nodiscard]] Table empty_copy() const;

 private:
  std::deque<Column> columns_;  ///< a deque: `add` hands out references
};

}  // namespace slipstream::table

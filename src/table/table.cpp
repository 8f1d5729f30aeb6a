#include "table/table.hpp"

#include <algorithm>
#include <cassert>

namespace slipstream::table {

const Column* Table::find(std::string_view name) const {
  const auto found = std::find_if(columns_.begin(), columns_.end(),
                                  [&](const Column& column) { return column.name() == name; });
  return found == columns_.end() ? nullptr : &*found;
}

void Table::clear_rows() {
  for (Column& column : columns_) column.clear();
}

void Table::reserve(std::size_t rows) {
  for (Column& column : columns_) column.reserve(rows);
}

void Table::append(const Table& other) {
  if (columns_.empty()) *this = other.empty_copy();
  assert(width() == other.width());
  for (std::size_t index = 0; index < width(); ++index) {
    columns_[index].append(other.columns_[index], 0, other.rows());
  }
}

Table Table::empty_copy() const {
  Table copy;
  for (const Column& column : columns_) copy.add(column.name(), column.type());
  return copy;
}

}  // namespace slipstream::table

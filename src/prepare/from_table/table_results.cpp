#include "prepare/from_table/table_results.hpp"

#include <chrono>
#include <cstddef>
#include <string>
#include <type_traits>

namespace slipstream::prepare {
namespace {

using source::TableField;
using table::Column;

/// Looks up the one value that a column has for a driver.
class ResultColumns {
 public:
  ResultColumns(const source::SessionTable& table, const DriverRows& rows) : table_(table), rows_(rows) {}

  [[nodiscard]] std::optional<int> number(TableField field) const {
    return first(field, [](const Column& column, std::size_t row) {
      return static_cast<int>(*column.integer_at(row));
    });
  }
  [[nodiscard]] std::optional<double> decimal(TableField field) const {
    return first(field, [](const Column& column, std::size_t row) { return *column.double_at(row); });
  }
  [[nodiscard]] std::string text(TableField field) const {
    return first(field, [](const Column& column, std::size_t row) { return std::string{column.text(row)}; })
        .value_or("");
  }
  [[nodiscard]] std::optional<Milliseconds> duration(TableField field) const {
    return first(field, [](const Column& column, std::size_t row) {
      return std::chrono::round<Milliseconds>(*column.duration_at(row));
    });
  }

 private:
  template <class Value>
  [[nodiscard]] auto first(TableField field, Value value) const
      -> std::optional<std::invoke_result_t<Value, const Column&, std::size_t>> {
    const Column* column = table_.find(field);
    if (column == nullptr) return std::nullopt;
    for (const std::uint32_t row : rows_.row) {
      if (column->has(row)) return value(*column, row);
    }
    return std::nullopt;
  }

  const source::SessionTable& table_;
  const DriverRows& rows_;
};

}  // namespace

std::optional<domain::OfficialResult> result_of_table(const source::SessionTable& table,
                                                      const DriverRows& rows) {
  using enum TableField;
  const ResultColumns columns{table, rows};
  domain::OfficialResult result;
  result.position = columns.number(result_position);
  result.classified = columns.text(classified);
  result.status = columns.text(result_status);
  result.grid = columns.number(grid);
  result.points = columns.decimal(points);
  result.parts = {columns.duration(q1), columns.duration(q2), columns.duration(q3)};
  if (result == domain::OfficialResult{}) return std::nullopt;
  result.driver_number = rows.driver.number;
  result.driver_id = rows.driver.id;
  return result;
}

}  // namespace slipstream::prepare

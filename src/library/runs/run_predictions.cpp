#include <initializer_list>
#include <utility>

#include "library/runs/row_columns.hpp"
#include "library/runs/run_rows.hpp"

namespace slipstream::library {
namespace {

using table::Type;

using Columns = std::initializer_list<std::pair<const char*, Type>>;

table::Table with_columns(table::Table table, Columns columns) {
  for (const auto& [name, type] : columns) table.add(name, type);
  return table;
}

}  // namespace

table::Table empty_predictions() {
  return with_columns(stamp_columns(), {{"model_type", Type::text},
                                        {"model_version", Type::text},
                                        {"driver_id", Type::text},
                                        {"lap_number", Type::int64},
                                        {"session_time", Type::duration},
                                        {"prediction", Type::text},
                                        {"confidence", Type::float64}});
}

}  // namespace slipstream::library

#pragma once

#include <cstddef>
#include <cstdint>

#include "table/database.hpp"
#include "table/engine.hpp"
#include "table/query_watch.hpp"

/// Private to this room.
namespace slipstream::table {

/// Hands a result's rows on, batch by batch, while they are within the limits.
class RowPump {
 public:
  RowPump(QueryResult& result, TableSink& sink, const QueryLimits& limits, const QueryWatch& watch)
      : result_(result), sink_(sink), limits_(limits), watch_(watch) {}

  /// The number of rows. DuckDB's errors as they are, `interrupted` when the watch says so.
  Result<std::size_t> run();

 private:
  /// false at the end.
  Result<bool> pump();
  Result<> check_size() const;

  QueryResult& result_;
  TableSink& sink_;
  const QueryLimits& limits_;
  const QueryWatch& watch_;
  Table batch_;
  std::size_t rows_ = 0;
  std::uint64_t bytes_ = 0;
};

}  // namespace slipstream::table

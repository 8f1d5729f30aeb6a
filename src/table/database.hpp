#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "table/table.hpp"
#include "table/write.hpp"

namespace slipstream::table {

struct DatabaseOptions {
  /// Queries read below these folders and nowhere else; nobody writes anywhere.
  std::vector<std::filesystem::path> readable = {};
  std::uint64_t memory_bytes = std::uint64_t{1} << 30;  ///< of all queries together
  unsigned threads = 0;                   ///< of all queries together; 0: as many as there are cores
  unsigned concurrent = 2;                ///< queries that run at once
  std::chrono::milliseconds wait{2'000};  ///< for others to end before a query is refused
};

/// What one query may cost.
struct QueryLimits {
  std::chrono::milliseconds time{10'000};
  std::size_t rows = 1'000'000;
  std::uint64_t bytes = std::uint64_t{256} << 20;  ///< of the result: texts, and 8 for any other value
};

/// SQL (DuckDB's) over Parquet files and tables, for people who are not trusted: one SELECT at a time, no
/// files but the readable ones, no settings, limits of time, memory and size. Durations are seconds in it.
/// All members may be called from any thread at any time.
class Database {
 public:
  static Result<Database> open(const DatabaseOptions& options);
  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;
  /// No query may be running.
  ~Database();

  /// Names the rows of all Parquet files that match one of the patterns (folder/*/laps.parquet; below a
  /// readable folder): columns are matched by name, those that a file lacks are null there. Where nothing
  /// matches the view has the columns of `when_empty` and no rows. Replaces a view of that name.
  Result<> set_view(std::string_view name, const std::vector<std::string>& patterns, const Table& when_empty);
  /// Names a copy of a table. Replaces one of that name.
  Result<> set_table(std::string_view name, const Table& table);

  /// Runs one SELECT and hands its rows to the sink in batches of up to 2,048, at least one batch; does not
  /// finish the sink. Returns the number of rows. Errors: invalid_argument (`where` is line and column, if
  /// known), permission for what is not allowed, timeout, no_space for what is beyond rows, bytes or memory,
  /// unavailable when too many others run, interrupted after `stop`, and the sink's own. What the sink got
  /// before an error is only a part.
  Result<std::size_t> query(const std::string& sql, TableSink& sink, const QueryLimits& limits = {}) const;
  /// As `query`, the rows as a table.
  Result<Table> query(const std::string& sql, const QueryLimits& limits = {}) const;

  /// Ends what runs, within some 20 ms for most queries, and refuses what comes.
  void stop();

 private:
  struct State;
  explicit Database(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace slipstream::table

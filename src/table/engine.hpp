#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <duckdb.h>

#include "base/result.hpp"
#include "table/sql_text.hpp"

/// Private to this room: DuckDB's C interface with owners, and its errors as ours.
namespace slipstream::table {

/// Owns what DuckDB hands out; `Destroy` takes a pointer to it.
template <class Handle, auto Destroy>
class Owned {
 public:
  Owned() = default;
  explicit Owned(Handle handle) : handle_(handle) {}
  Owned(Owned&& other) noexcept : handle_(std::exchange(other.handle_, Handle{})) {}
  Owned& operator=(Owned&& other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
  }
  Owned(const Owned&) = delete;
  Owned& operator=(const Owned&) = delete;
  ~Owned() { Destroy(&handle_); }

  [[nodiscard]] Handle get() const { return handle_; }
  /// For functions that fill it in; it must be empty.
  [[nodiscard]] Handle* out() { return &handle_; }

 private:
  Handle handle_{};
};

using Chunk = Owned<duckdb_data_chunk, duckdb_destroy_data_chunk>;
using Connection = Owned<duckdb_connection, duckdb_disconnect>;
using LogicalType = Owned<duckdb_logical_type, duckdb_destroy_logical_type>;
using Prepared = Owned<duckdb_prepared_statement, duckdb_destroy_prepare>;
using Extracted = Owned<duckdb_extracted_statements, duckdb_destroy_extracted>;
using Pending = Owned<duckdb_pending_result, duckdb_destroy_pending>;
using QueryResult = Owned<duckdb_result, duckdb_destroy_result>;

struct EngineOptions {
  unsigned threads = 0;            ///< 0: as many as there are cores
  std::uint64_t memory_bytes = 0;  ///< 0: what DuckDB thinks fit, most of the machine
};

/// A DuckDB in memory that loads no extensions. Connections may be used from different threads, one thread
/// each.
class Engine {
 public:
  static Result<Engine> open(const EngineOptions& options);
  [[nodiscard]] Result<Connection> connect() const;

 private:
  Owned<duckdb_database, duckdb_close> database_;
};

/// Runs one statement of ours. With `Streaming::yes` rows are computed while they are fetched.
enum class Streaming : bool { no, yes };
Result<QueryResult> run(duckdb_connection connection, const std::string& sql,
                        Streaming streaming = Streaming::no);

/// As `run`, for a statement that is prepared.
Result<QueryResult> execute(duckdb_prepared_statement statement, Streaming streaming);

/// The next rows, an empty Chunk at the end.
Result<Chunk> next_chunk(QueryResult& result);

/// What DuckDB said as our error: the kind from its prefix ("Binder Error: …"), the rest as the message,
/// without advice on settings that nobody can change here.
[[nodiscard]] Error engine_error(const char* message);

}  // namespace slipstream::table

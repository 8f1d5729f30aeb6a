#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include <sqlite3.h>

#include "base/result.hpp"

namespace slipstream::log::sqlite {

/// A prepared statement; finalised at its end. Belongs to the thread of its Database.
class Statement {
 public:
  Statement() = default;
  explicit Statement(sqlite3_stmt* handle) : handle_(handle) {}

  /// Bound bytes are not copied: they must live until reset().
  void bind(int index, std::int64_t value) { sqlite3_bind_int64(handle_.get(), index, value); }
  void bind_null(int index) { sqlite3_bind_null(handle_.get(), index); }
  /// As TEXT where the bytes look like one, so that the sqlite3 shell shows it, else as BLOB. The same
  /// bytes always get the same type, and every byte comes back as it went in.
  void bind_bytes(int index, std::string_view bytes);

  /// SQLITE_ROW, SQLITE_DONE or an error code.
  int step() { return sqlite3_step(handle_.get()); }
  void reset() { sqlite3_reset(handle_.get()); }

  [[nodiscard]] std::int64_t integer(int column) const { return sqlite3_column_int64(handle_.get(), column); }
  [[nodiscard]] bool is_null(int column) const {
    return sqlite3_column_type(handle_.get(), column) == SQLITE_NULL;
  }
  /// Valid until the next step or reset.
  [[nodiscard]] std::string_view bytes(int column) const;

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* handle) const { sqlite3_finalize(handle); }
  };
  std::unique_ptr<sqlite3_stmt, Finalize> handle_;
};

enum class Access {
  create,      ///< reads and writes; makes the file if it is absent
  read_write,  ///< the file must exist
  read         ///< refuses statements that write
};

/// One SQLite connection in WAL mode. One thread at a time.
class Database {
 public:
  /// Errors: not_found, permission, no_space, invalid_input (not an SQLite file), io.
  static Result<Database> open(const std::filesystem::path& file, Access access);

  /// Runs statements that return nothing of interest.
  Result<> execute(const std::string& sql);
  Result<Statement> prepare(const std::string& sql);
  /// Steps a statement that returns no row, and resets it.
  Result<> run(Statement& statement);
  /// The first column of the first row; `otherwise` where there is no row.
  Result<std::int64_t> query_integer(const std::string& sql, std::int64_t otherwise = 0);

  Result<> begin_immediate() { return execute("BEGIN IMMEDIATE"); }
  Result<> commit() { return execute("COMMIT"); }
  /// Also after an error that has already ended the transaction.
  void rollback();

  /// What the last failed call means to the user.
  [[nodiscard]] Error error() const;
  [[nodiscard]] sqlite3* handle() const { return handle_.get(); }

 private:
  struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
  };
  std::unique_ptr<sqlite3, Close> handle_;
  std::string file_;
};

}  // namespace slipstream::log::sqlite

#include "log/sqlite/database.hpp"

#include <cerrno>

namespace slipstream::log::sqlite {
namespace {

/// How long a writer waits for a reading process that is committing its offsets.
constexpr int kBusyTimeoutMs = 10'000;

int open_flags(Access access) {
  // Readers too open for writing: WAL readers take part in the shared-memory index.
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
  return access == Access::create ? flags | SQLITE_OPEN_CREATE : flags;
}

ErrorCode meaning_of_sqlite(int sqlite_code) {
  switch (sqlite_code & 0xff) {
    case SQLITE_FULL: return ErrorCode::no_space;
    case SQLITE_PERM:
    case SQLITE_READONLY:
    case SQLITE_AUTH: return ErrorCode::permission;
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
    case SQLITE_FORMAT: return ErrorCode::invalid_input;
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return ErrorCode::unavailable;
    case SQLITE_CANTOPEN: return ErrorCode::not_found;
    case SQLITE_TOOBIG: return ErrorCode::invalid_argument;
    case SQLITE_IOERR: return ErrorCode::io;
    default: return ErrorCode::internal;
  }
}

bool looks_like_text(std::string_view bytes) {
  return bytes.empty() || static_cast<unsigned char>(bytes.front()) >= 0x09;
}

}  // namespace

void Statement::bind_bytes(int index, std::string_view bytes) {
  // A null pointer would bind NULL, and an empty view may hold one.
  const char* data = bytes.empty() ? "" : bytes.data();
  if (looks_like_text(bytes))
    sqlite3_bind_text64(handle_.get(), index, data, bytes.size(), SQLITE_STATIC, SQLITE_UTF8);
  else
    sqlite3_bind_blob64(handle_.get(), index, data, bytes.size(), SQLITE_STATIC);
}

std::string_view Statement::bytes(int column) const {
  const auto* data = static_cast<const char*>(sqlite3_column_blob(handle_.get(), column));
  const int size = sqlite3_column_bytes(handle_.get(), column);
  return data == nullptr ? std::string_view{} : std::string_view{data, static_cast<std::size_t>(size)};
}

Result<Database> Database::open(const std::filesystem::path& file, Access access) {
  Database database;
  database.file_ = file.string();
  sqlite3* handle = nullptr;
  const int opened = sqlite3_open_v2(file.c_str(), &handle, open_flags(access), nullptr);
  database.handle_.reset(handle);
  if (handle == nullptr) return fail_at(file.string(), ErrorCode::internal, "out of memory");
  if (opened != SQLITE_OK) return std::unexpected(database.error());
  sqlite3_extended_result_codes(handle, 1);
  sqlite3_busy_timeout(handle, kBusyTimeoutMs);
  if (access == Access::read) {
    if (auto done = database.execute("PRAGMA query_only = 1"); !done) return propagate(done);
  }
  return database;
}

Result<> Database::execute(const std::string& sql) {
  if (sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    return std::unexpected(error());
  return {};
}

Result<Statement> Database::prepare(const std::string& sql) {
  sqlite3_stmt* statement = nullptr;
  const int prepared = sqlite3_prepare_v3(handle_.get(), sql.c_str(), static_cast<int>(sql.size()) + 1,
                                          SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  if (prepared != SQLITE_OK) return std::unexpected(error());
  return Statement{statement};
}

Result<> Database::run(Statement& statement) {
  int code = statement.step();
  while (code == SQLITE_ROW) code = statement.step();
  if (code == SQLITE_DONE) {
    statement.reset();
    return {};
  }
  Error failed = error();
  statement.reset();
  return std::unexpected(std::move(failed));
}

Result<std::int64_t> Database::query_integer(const std::string& sql, std::int64_t otherwise) {
  auto statement = prepare(sql);
  if (!statement) return propagate(statement);
  const int code = statement->step();
  if (code == SQLITE_ROW) return statement->integer(0);
  if (code == SQLITE_DONE) return otherwise;
  return std::unexpected(error());
}

void Database::rollback() {
  if (sqlite3_get_autocommit(handle_.get()) == 0)
    sqlite3_exec(handle_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
}

Error Database::error() const {
  const int code = sqlite3_extended_errcode(handle_.get());
  ErrorCode meaning = meaning_of_sqlite(code);
  const int cause = sqlite3_system_errno(handle_.get());
  // The WAL's index cannot grow; SQLite keeps no errno of that one.
  const bool index_is_full = code == SQLITE_IOERR_SHMSIZE;
  if (index_is_full || (meaning == ErrorCode::io && (cause == ENOSPC || cause == EDQUOT))) {
    meaning = ErrorCode::no_space;
  }
  if (meaning == ErrorCode::not_found && cause == EACCES) meaning = ErrorCode::permission;
  if (meaning == ErrorCode::no_space)
    return {meaning, "no space left for the event log: free some, or lower its retention", file_};
  return {meaning, fmt::format("event log: {}", sqlite3_errmsg(handle_.get())), file_};
}

}  // namespace slipstream::log::sqlite

#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "library/library.hpp"
#include "table/database.hpp"

namespace slipstream::library {

/// SQL over every session and finished run of a library. Views: `sessions` and `runs`, one row each; the
/// tables of kSqlTables, all with `session_key`; those of run_tables(); and `races`, a row for each driver of
/// a race of the lab. Durations are seconds. Any thread.
class SessionDatabase {
 public:
  /// Errors: as table::Database::open, permission, io.
  static Result<std::unique_ptr<SessionDatabase>> open(Library library);

  /// Runs one SELECT over what the library holds now; see table::Database::query. Sessions whose tables are
  /// not there yet get them first (`progress` then goes from 0 to 1); one whose source cannot be read is said
  /// in the program's log and left out.
  Result<std::size_t> query(const std::string& sql, table::TableSink& sink, const table::QueryLimits& limits,
                            const source::Progress& progress = {}, const std::stop_token& stop = {});
  /// Ends what runs and refuses what comes.
  void stop() { database_.stop(); }

 private:
  SessionDatabase(Library library, table::Database database)
      : library_(std::move(library)), database_(std::move(database)) {}
  Result<> refresh(const source::Progress& progress, const std::stop_token& stop);
  Result<> refresh_sessions(const source::Progress& progress, const std::stop_token& stop);
  Result<> refresh_runs();
  Result<> refresh_races();
  Result<> set_views(const std::vector<SessionEntry>& entries);

  Library library_;
  table::Database database_;
  std::mutex mutex_;  ///< of what was seen
  std::optional<std::vector<SessionEntry>> seen_;
  std::vector<std::optional<std::filesystem::file_time_type>> seen_results_;  ///< of each of them
  std::optional<std::vector<RunEntry>> seen_runs_;
  std::optional<std::uintmax_t> seen_races_;  ///< how many bytes of them
};

}  // namespace slipstream::library

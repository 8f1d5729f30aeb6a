#pragma once

#include <chrono>

#include "log/engines.hpp"
#include "log/sqlite/compaction.hpp"
#include "log/sqlite/retention.hpp"

namespace slipstream::log::sqlite {

/// Compaction, retention and the removal of deleted topics, in slices small enough not to hold up appends.
/// The writer's thread only.
class Maintenance {
 public:
  Maintenance(Database& database, Catalog& catalog, const SqliteOptions& options);

  /// When run_due wants to be called next.
  [[nodiscard]] std::chrono::steady_clock::time_point next_due() const { return next_due_; }
  /// Works off one slice, or as many as keep pace with `appended_rows` since the last call. While there is
  /// more to do it is due again at once.
  void run_due(std::size_t appended_rows);

 private:
  Result<std::size_t> slice();
  Result<std::size_t> drop_orphans();

  Database& database_;
  Retention retention_;
  Compaction compaction_;
  const std::chrono::milliseconds interval_;
  std::chrono::steady_clock::time_point next_due_;
};

}  // namespace slipstream::log::sqlite

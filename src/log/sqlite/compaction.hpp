#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

#include "log/sqlite/catalog.hpp"
#include "log/sqlite/database.hpp"

namespace slipstream::log::sqlite {

/// Keeps the last record of each key in compacted topics, and removes tombstones once readers have had time
/// to see them. The writer's thread.
class Compaction {
 public:
  Compaction(Database& database, Catalog& catalog, std::chrono::milliseconds tombstone_grace)
      : database_(database), catalog_(catalog), tombstone_grace_(tombstone_grace) {}

  /// Looks at no more than a slice of one partition's records, in a transaction. Returns how many it looked
  /// at: 0 when there is nothing to do.
  Result<std::size_t> slice(WallTime now);

 private:
  struct Entry {
    Offset offset;
    std::string key;
  };

  Result<std::size_t> clean(PartitionState& state, WallTime now);
  Result<std::vector<Entry>> next_entries(const PartitionState& state, Offset from);
  Result<> remove_older(const PartitionState& state, const std::vector<Entry>& entries);
  Result<> remove_tombstones(const PartitionState& state, Offset cleaned, WallTime before);
  /// Runs a DELETE … RETURNING key, value, headers and counts what it removes.
  Result<> remove(Statement& statement);

  Database& database_;
  Catalog& catalog_;
  const std::chrono::milliseconds tombstone_grace_;
  std::unordered_map<std::int64_t, Offset>
      cleaned_;                   // by table id: no key before it has a later record before it
  std::size_t removed_rows_ = 0;  // by the running slice
  std::int64_t removed_bytes_ = 0;
};

}  // namespace slipstream::log::sqlite

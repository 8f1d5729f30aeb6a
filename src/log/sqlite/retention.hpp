#pragma once

#include <cstddef>

#include "log/engines.hpp"
#include "log/sqlite/catalog.hpp"
#include "log/sqlite/database.hpp"

namespace slipstream::log::sqlite {

/// Deletes the oldest records of the topics that are not compacted, by age and by size. The writer's thread.
class Retention {
 public:
  Retention(Database& database, Catalog& catalog, const SqliteOptions& options)
      : database_(database),
        catalog_(catalog),
        retention_time_(options.retention_time),
        retention_bytes_(options.retention_bytes) {}

  /// Deletes at most a slice of one partition, in a transaction. Returns how many records: 0 when nothing
  /// is too old or too much.
  Result<std::size_t> slice(WallTime now);

 private:
  /// What to delete from the front of a partition: records older than `before`, and at least `bytes`.
  struct Excess {
    Topic* topic = nullptr;
    Partition partition = 0;
    WallTime before;
    std::int64_t bytes = 0;
  };

  Result<Excess> find_expired(WallTime now);
  Result<Excess> find_oversized();
  Result<Excess> oldest_of(const std::vector<TopicRef>& topics, std::int64_t bytes);
  Result<WallTime> front_time(const PartitionState& state);
  Result<std::size_t> remove(const Excess& excess);

  Database& database_;
  Catalog& catalog_;
  const std::chrono::milliseconds retention_time_;
  const std::int64_t retention_bytes_;
};

}  // namespace slipstream::log::sqlite

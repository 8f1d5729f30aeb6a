#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "log/sqlite/catalog.hpp"
#include "log/sqlite/database.hpp"
#include "log/sqlite/tail_cache.hpp"

namespace slipstream::log::sqlite {

/// Puts batches into the partitions' tables and gives out their offsets, within the writer's transaction:
/// append…, finish, COMMIT, publish; or ROLLBACK, forget. The writer's thread only.
class Appender {
 public:
  explicit Appender(Database& database) : database_(database) {}

  /// Inserts the records and sets their offsets. Returns what the batch holds of each partition.
  Result<std::vector<OffsetRange>> append(const TopicRef& topic, RecordBatch& batch);
  /// Writes the partitions' new ends.
  Result<> finish();
  /// Makes the new ends known.
  void publish();
  void forget();
  /// Lets go of deleted topics.
  void drop_deleted();

 private:
  /// A partition's insert statement, and where the running transaction has got to in it.
  struct Slot {
    TopicRef topic;
    PartitionState* state = nullptr;
    Statement insert;
    Offset next = 0;
    std::int64_t added_bytes = 0;
    bool touched = false;
  };

  Result<Slot*> touch(const TopicRef& topic, Partition partition);
  Result<> insert(Slot& slot, const RecordBatch& batch, std::size_t index);

  Database& database_;
  std::unordered_map<std::int64_t, std::unique_ptr<Slot>> slots_;  // by table id
  std::vector<Slot*> touched_;
  std::vector<Slot*> by_partition_;  // of the batch being appended
  std::string headers_;              // of the record being inserted
  Statement update_end_;
  bool prepared_ = false;
};

}  // namespace slipstream::log::sqlite

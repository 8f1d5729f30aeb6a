#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

#include "log/record_batch.hpp"
#include "log/sqlite/catalog.hpp"
#include "log/sqlite/database.hpp"

namespace slipstream::log::sqlite {

/// A partition a consumer reads, and how far it has got.
struct Position {
  TopicRef topic;
  Partition partition = 0;
  Offset next = 0;

  [[nodiscard]] const PartitionState& state() const { return topic->partition(partition); }
  [[nodiscard]] bool behind() const { return next < state().end; }
};

struct ReadLimits {
  std::size_t records = 0;
  std::size_t bytes = 0;
};

/// Reads records from the file over a connection of its own. One thread at a time.
class Reader {
 public:
  static Result<Reader> open(const std::filesystem::path& file);

  /// Records of `topic` from the positions on, the partitions that are behind sharing the limits; moves the
  /// positions. Empty where compaction or retention has left nothing. Errors: not_found (topic deleted).
  Result<std::shared_ptr<RecordBatch>> read(const TopicRef& topic, std::span<Position> positions,
                                            ReadLimits limits);

 private:
  explicit Reader(Database database) : database_(std::move(database)) {}
  Result<> read_partition(Position& position, ReadLimits limits, RecordBatch& batch);
  Result<Statement*> select(const PartitionState& state);
  Error explain(const Topic& topic);

  Database database_;
  std::unordered_map<std::int64_t, Statement> selects_;  // by table id
  std::vector<HeaderView> headers_;                      // of the record being read
};

}  // namespace slipstream::log::sqlite

#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <vector>

#include "log/record_batch.hpp"
#include "log/sqlite/catalog.hpp"

namespace slipstream::log::sqlite {

/// Consecutive offsets of one partition: [begin, end).
struct OffsetRange {
  Partition partition = 0;
  Offset begin = 0;
  Offset end = 0;
};

/// A committed batch and what it holds of each partition.
struct CachedBatch {
  std::uint64_t sequence = 0;  ///< counts committed batches
  TopicRef topic;
  std::shared_ptr<const RecordBatch> batch;
  std::vector<OffsetRange> ranges;
};

/// The batches committed last, so that readers at the tail need no SELECT. Bounded by bytes and count; the
/// oldest leave first. The writer adds; any thread reads.
class TailCache {
 public:
  explicit TailCache(std::size_t max_bytes) : max_bytes_(max_bytes) {}

  void add(TopicRef topic, std::shared_ptr<const RecordBatch> batch, std::vector<OffsetRange> ranges);
  /// The first kept batch from sequence `from` on that `wanted(const CachedBatch&)` accepts; nullptr if there
  /// is none. Moves `from` to it, or past the newest. `wanted` runs under the cache's lock: be quick.
  template <class Wanted>
  [[nodiscard]] std::shared_ptr<const CachedBatch> first(std::uint64_t& from, Wanted&& wanted) const {
    std::scoped_lock lock(mutex_);
    const std::uint64_t front = next_sequence_ - entries_.size();
    for (from = std::max(from, front); from < next_sequence_; ++from) {
      const auto& entry = entries_[from - front];
      if (wanted(*entry)) return entry;
    }
    return nullptr;
  }

 private:
  const std::size_t max_bytes_;
  mutable std::mutex mutex_;
  std::deque<std::shared_ptr<const CachedBatch>> entries_;  // guarded by mutex_; sequences are consecutive
  std::uint64_t next_sequence_ = 0;                         // guarded by mutex_
  std::size_t bytes_ = 0;                                   // guarded by mutex_
};

}  // namespace slipstream::log::sqlite

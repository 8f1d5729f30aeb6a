#include "log/sqlite/tail_cache.hpp"

namespace slipstream::log::sqlite {
namespace {

constexpr std::size_t kMaxBatches = 8192;
/// What a record takes beside its bytes.
constexpr std::size_t kBytesPerRecord = 64;

std::size_t footprint(const RecordBatch& batch) { return batch.bytes() + batch.size() * kBytesPerRecord; }

}  // namespace

void TailCache::add(TopicRef topic, std::shared_ptr<const RecordBatch> batch,
                    std::vector<OffsetRange> ranges) {
  auto entry = std::make_shared<CachedBatch>();
  entry->topic = std::move(topic);
  entry->batch = std::move(batch);
  entry->ranges = std::move(ranges);
  std::vector<std::shared_ptr<const CachedBatch>> evicted;  // freed after the lock
  std::scoped_lock lock(mutex_);
  entry->sequence = next_sequence_++;
  bytes_ += footprint(*entry->batch);
  entries_.push_back(std::move(entry));
  while (entries_.size() > kMaxBatches || (bytes_ > max_bytes_ && entries_.size() > 1)) {
    bytes_ -= footprint(*entries_.front()->batch);
    evicted.push_back(std::move(entries_.front()));
    entries_.pop_front();
  }
}

}  // namespace slipstream::log::sqlite

#pragma once

#include <atomic>
#include <memory>
#include <vector>

#include "log/sqlite/engine.hpp"
#include "log/sqlite/reader.hpp"

namespace slipstream::log::sqlite {

/// Reads from the tail cache where that reaches back far enough, else from the file.
class SqliteConsumer final : public Consumer {
 public:
  /// Errors: not_found (a topic), invalid_argument (no topic, a partition), conflict (the group has a
  /// member).
  static Result<std::unique_ptr<SqliteConsumer>> open(std::shared_ptr<Engine> engine,
                                                      ConsumerOptions options);

  Result<std::shared_ptr<const RecordBatch>> poll(std::chrono::milliseconds timeout) override;
  Result<> commit() override;
  Result<> commit(const Offsets& offsets) override;
  [[nodiscard]] Offsets positions() const override;
  Result<> seek(const TopicPartition& partition, Offset offset) override;
  Result<std::int64_t> lag() override;
  void wake() override;

 private:
  using Batch = std::shared_ptr<const RecordBatch>;

  SqliteConsumer(std::shared_ptr<Engine> engine, ConsumerOptions options, FileLock group_lock, Reader reader)
      : engine_(std::move(engine)),
        options_(std::move(options)),
        group_lock_(std::move(group_lock)),
        reader_(std::move(reader)) {}
  Result<> assign();
  Result<> add_position(const TopicRef& topic, Partition partition, const Offsets& committed);
  void tell_assigned();
  Result<Batch> next();
  Batch next_cached();
  Result<Batch> next_from_file();
  Position* find(const Topic* topic, Partition partition);
  Batch take(const CachedBatch& cached);
  Batch copy_wanted(const CachedBatch& cached);

  std::shared_ptr<Engine> engine_;
  const ConsumerOptions options_;
  FileLock group_lock_;
  Reader reader_;
  std::vector<Position> positions_;
  std::uint64_t cache_at_ = 0;  // cached batches before this one hold nothing we still want
  std::size_t turn_ = 0;        // the position whose topic reads from the file next
  bool told_assigned_ = false;
  std::atomic<bool> woken_ = false;
};

}  // namespace slipstream::log::sqlite

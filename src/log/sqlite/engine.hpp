#pragma once

#include <functional>
#include <memory>
#include <mutex>

#include "log/engines.hpp"
#include "log/sqlite/bell.hpp"
#include "log/sqlite/catalog.hpp"
#include "log/sqlite/fences.hpp"
#include "log/sqlite/file_lock.hpp"
#include "log/sqlite/follower.hpp"
#include "log/sqlite/tail_cache.hpp"
#include "log/sqlite/writer.hpp"

namespace slipstream::log::sqlite {

/// What a log, its producers and its consumers share; lives as long as any of them. Thread-safe.
class Engine {
 public:
  static Result<std::shared_ptr<Engine>> open(const SqliteOptions& options);

  [[nodiscard]] const SqliteOptions& options() const { return options_; }
  [[nodiscard]] Catalog& catalog() { return catalog_; }
  [[nodiscard]] TailCache& cache() { return cache_; }
  [[nodiscard]] Bell& bell() { return bell_; }
  [[nodiscard]] Fences& fences() { return fences_; }
  /// nullptr where another process writes.
  [[nodiscard]] Writer* writer() { return writer_.get(); }

  /// Makes offsets durable: through the writer, or beside another process's.
  Result<> commit_offsets(std::string_view group, const Offsets& offsets);
  /// Runs a query on a connection shared by all threads; keep it short.
  template <class Query>
  auto query(Query&& run) {
    std::scoped_lock lock(control_mutex_);
    return run(control_);
  }

 private:
  Engine(const SqliteOptions& options, Database control)
      : options_(options), cache_(options.tail_cache_bytes), control_(std::move(control)) {}
  static Result<std::shared_ptr<Engine>> open_writing(const SqliteOptions& options);
  static Result<std::shared_ptr<Engine>> open_reading(const SqliteOptions& options);

  const SqliteOptions options_;
  FileLock writer_lock_;
  Catalog catalog_;
  TailCache cache_;
  Bell bell_;
  Fences fences_;
  std::mutex control_mutex_;
  Database control_;  // guarded by control_mutex_
  std::unique_ptr<Writer> writer_;
  std::unique_ptr<Follower> follower_;
};

}  // namespace slipstream::log::sqlite

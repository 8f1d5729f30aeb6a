#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "table/engine.hpp"

/// Private to this room: what ends queries and holds them back.
namespace slipstream::table {

/// Interrupts a connection's query, from a thread of its own, once the time is over or `stopping` is set,
/// again and again until it is destroyed: an interrupt that comes before the query runs is lost.
class QueryWatch {
 public:
  QueryWatch(duckdb_connection connection, std::chrono::milliseconds time, const std::atomic<bool>& stopping)
      : connection_(connection),
        deadline_(std::chrono::steady_clock::now() + time),
        stopping_(stopping),
        thread_([this](const std::stop_token& done) { run(done); }) {}

  [[nodiscard]] bool time_is_over() const { return std::chrono::steady_clock::now() >= deadline_; }
  [[nodiscard]] bool must_end() const { return time_is_over() || stopping_; }

 private:
  void run(const std::stop_token& done) {
    constexpr std::chrono::milliseconds kStep{20};
    std::unique_lock lock(mutex_);
    while (!wake_.wait_for(lock, done, kStep, [&done] { return done.stop_requested(); })) {
      if (done.stop_requested()) return;
      if (must_end()) duckdb_interrupt(connection_);
    }
  }

  duckdb_connection connection_;
  std::chrono::steady_clock::time_point deadline_;
  const std::atomic<bool>& stopping_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::jthread thread_;  ///< last: ends before what it uses
};

/// Lets so many in at once.
class QueryGate {
 public:
  explicit QueryGate(unsigned places) : free_(places) {}

  /// false if none of those inside left in time.
  bool enter(std::chrono::milliseconds wait) {
    std::unique_lock lock(mutex_);
    if (!left_.wait_for(lock, wait, [this] { return free_ > 0; })) return false;
    --free_;
    return true;
  }
  void leave() {
    const std::lock_guard lock(mutex_);
    ++free_;
    left_.notify_one();
  }

 private:
  std::mutex mutex_;
  std::condition_variable left_;
  unsigned free_;  ///< guarded by mutex_
};

}  // namespace slipstream::table

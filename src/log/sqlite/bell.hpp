#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace slipstream::log::sqlite {

/// Wakes everybody who waits for news: new records, a deleted topic, a wake(). Thread-safe.
class Bell {
 public:
  using Deadline = std::chrono::steady_clock::time_point;

  void ring() {
    {
      std::scoped_lock lock(mutex_);
      ++rings_;
    }
    rung_.notify_all();
  }

  /// Take this before looking for news; a ring after it then ends wait() at once.
  [[nodiscard]] std::uint64_t rings() const {
    std::scoped_lock lock(mutex_);
    return rings_;
  }

  /// Waits until it has rung since `seen` was taken. False when `deadline` came first.
  [[nodiscard]] bool wait(std::uint64_t seen, Deadline deadline) {
    std::unique_lock lock(mutex_);
    return rung_.wait_until(lock, deadline, [&] { return rings_ != seen; });
  }

 private:
  mutable std::mutex mutex_;
  std::condition_variable rung_;
  std::uint64_t rings_ = 0;  // guarded by mutex_
};

}  // namespace slipstream::log::sqlite

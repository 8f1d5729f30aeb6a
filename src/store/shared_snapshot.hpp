#pragma once

#include <memory>
#include <mutex>
#include <utility>

namespace slipstream::store {

/// An immutable value that a writer swaps and readers hold on to. The lock covers the copy of a pointer and
/// nothing else, so neither side ever waits for the other's work. (std::atomic<std::shared_ptr> of libstdc++
/// 12 does the same, but unlocks with relaxed order, which is a race.)
template <class T>
class SharedSnapshot {
 public:
  explicit SharedSnapshot(std::shared_ptr<const T> value) : value_(std::move(value)) {}

  /// Keep what it returns in a variable while it is read: a range-for over `*load()` would not (g++ 12).
  [[nodiscard]] std::shared_ptr<const T> load() const {
    std::scoped_lock lock(mutex_);
    return value_;
  }

  void store(std::shared_ptr<const T> value) {
    {
      std::scoped_lock lock(mutex_);
      value_.swap(value);
    }
    // The old value is released here, outside the lock.
  }

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const T> value_;  // guarded by mutex_
};

}  // namespace slipstream::store

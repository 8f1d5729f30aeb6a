#pragma once

#include <atomic>
#include <chrono>
#include <map>
#include <mutex>
#include <string>

namespace slipstream::log::kafka {

/// Whether the cluster answers, as its clients notice: says in the program's log and in the metrics when it
/// does not, and when it does again. Thread-safe.
class Reachability {
 public:
  explicit Reachability(std::string cluster) : cluster_(std::move(cluster)) {}

  /// An error that belongs to no request; `code` is librdkafka's.
  void note_error(int code, const char* reason);
  /// Something came from the cluster. Cheap: called for every message.
  void note_answer() {
    if (away_.load(std::memory_order_relaxed)) say_back();
  }

 private:
  using Clock = std::chrono::steady_clock;
  void say_back();
  [[nodiscard]] bool said_lately(const std::string& what);

  const std::string cluster_;  // its addresses
  std::atomic<bool> away_ = false;
  std::mutex mutex_;
  std::map<std::string, Clock::time_point> said_;  // guarded by mutex_: the newest errors
};

}  // namespace slipstream::log::kafka

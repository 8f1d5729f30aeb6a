#pragma once

#include <atomic>
#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace slipstream::log::kafka {

/// Whether the cluster answers, as its clients notice: says in the program's log and in the metrics when it
/// does not, and when it does again. Thread-safe.
class Reachability {
 public:
  explicit Reachability(std::string cluster) : cluster_(std::move(cluster)) {}

  /// An error that belongs to no request; `code` is librdkafka's.
  void note_error(int code, const char* reason);
  /// While no broker can be reached: why one refused us, if one did.
  [[nodiscard]] std::optional<std::string> refusal() const;
  /// Something came from the cluster. Cheap: called for every message.
  void note_answer() {
    if (away_.load(std::memory_order_relaxed)) say_back();
  }

 private:
  using Clock = std::chrono::steady_clock;
  void say_back();
  void note_refusal(const std::string& why);
  [[nodiscard]] bool said_lately(const std::string& what);

  const std::string cluster_;  // its addresses
  std::atomic<bool> away_ = false;
  mutable std::mutex mutex_;
  std::map<std::string, Clock::time_point> said_;  // guarded by mutex_: the newest errors
  std::optional<std::string> refusal_;             // guarded by mutex_: the newest
};

}  // namespace slipstream::log::kafka

#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

#include "base/time.hpp"

namespace slipstream::replay {

/// An instant of the monotonic clock, to the nanosecond.
using MonotonicTime = std::chrono::time_point<std::chrono::steady_clock, std::chrono::steady_clock::duration>;

/// The clocks a replay runs by, and its way to sleep. An interface, so that tests play hours in an instant.
class ReplayClock {
 public:
  virtual ~ReplayClock() = default;
  [[nodiscard]] virtual MonotonicTime now() const = 0;
  /// Wall time: what records are stamped with.
  [[nodiscard]] virtual WallTime wall() const = 0;
  /// Sleeps until `deadline` or wake(), whichever is first. Only the replay's timer thread calls this.
  virtual void sleep_until(MonotonicTime deadline) = 0;
  /// Ends the running sleep, or the next one if none is running. Any thread.
  virtual void wake() = 0;
};

/// The real clocks. Sleeps on absolute deadlines, so lateness never adds up.
class SystemClock final : public ReplayClock {
 public:
  [[nodiscard]] MonotonicTime now() const override;
  [[nodiscard]] WallTime wall() const override;
  void sleep_until(MonotonicTime deadline) override;
  void wake() override;

 private:
  std::mutex mutex_;
  std::condition_variable wakeup_;
  bool woken_ = false;  // guarded by mutex_
};

/// Lets the calling thread's timers fire within about a microsecond of their deadline: Linux otherwise
/// gathers wake-ups of normal threads over 50 µs.
void use_precise_timers();

}  // namespace slipstream::replay

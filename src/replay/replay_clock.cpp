#include "replay/replay_clock.hpp"

#include <sys/prctl.h>

namespace slipstream::replay {

MonotonicTime SystemClock::now() const { return std::chrono::steady_clock::now(); }

WallTime SystemClock::wall() const { return base::wall_now(); }

void SystemClock::sleep_until(MonotonicTime deadline) {
  std::unique_lock lock(mutex_);
  wakeup_.wait_until(lock, deadline, [this] { return woken_; });
  woken_ = false;
}

void SystemClock::wake() {
  {
    std::scoped_lock lock(mutex_);
    woken_ = true;
  }
  wakeup_.notify_one();
}

void use_precise_timers() {
  static constexpr unsigned long kSlackNanoseconds = 1000;
  prctl(PR_SET_TIMERSLACK, kSlackNanoseconds, 0, 0, 0);
}

}  // namespace slipstream::replay

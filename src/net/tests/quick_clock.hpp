#pragma once

#include <mutex>
#include <vector>

#include "net/clock.hpp"

namespace slipstream::net {

/// A clock on which every wait is over at once; remembers how long they would have been.
class QuickClock final : public Clock {
 public:
  [[nodiscard]] TimePoint now() const override {
    const std::lock_guard lock(mutex_);
    return now_;
  }
  bool wait_until(TimePoint time, const std::stop_token& stop) override {
    const std::lock_guard lock(mutex_);
    if (time > now_) {
      waits_.push_back(std::chrono::round<std::chrono::milliseconds>(time - now_));
      now_ = time;
    }
    return !stop.stop_requested();
  }
  [[nodiscard]] std::vector<std::chrono::milliseconds> waits() const {
    const std::lock_guard lock(mutex_);
    return waits_;
  }

 private:
  mutable std::mutex mutex_;
  TimePoint now_{std::chrono::hours{1}};
  std::vector<std::chrono::milliseconds> waits_;
};

}  // namespace slipstream::net

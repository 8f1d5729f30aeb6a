#pragma once

#include <chrono>
#include <memory>
#include <stop_token>

namespace slipstream::net {

/// How time passes while something is waited for; in tests it can pass at once. Thread-safe.
class Clock {
 public:
  using TimePoint = std::chrono::steady_clock::time_point;

  virtual ~Clock() = default;
  [[nodiscard]] virtual TimePoint now() const = 0;
  /// Returns at `time`, or at once when a stop is asked for; false if it was.
  virtual bool wait_until(TimePoint time, const std::stop_token& stop) = 0;
};

/// The machine's monotonic clock.
[[nodiscard]] std::shared_ptr<Clock> steady_clock();

}  // namespace slipstream::net

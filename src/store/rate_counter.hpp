#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/time.hpp"

namespace slipstream::store {

/// Events per second over a sliding window of whole seconds. A plain value.
class RateCounter {
 public:
  explicit RateCounter(std::chrono::seconds window);
  void add(WallTime at, std::uint64_t count);
  /// Over the window, or over the time since the first event if that is shorter.
  [[nodiscard]] double per_second(WallTime now) const;

 private:
  void advance_to(std::int64_t second);
  std::vector<std::uint64_t> counts_;  // by second modulo window
  std::int64_t newest_ = 0, first_ = 0;
  bool started_ = false;
};

}  // namespace slipstream::store

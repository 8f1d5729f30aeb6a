#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>

namespace slipstream::inspect {

/// How fast topics grow, from how far they were at each look. One thread at a time.
class Growth {
 public:
  using Clock = std::chrono::steady_clock;
  /// Takes a look at a topic, whose ends add up to `end`, and tells its records/s since an earlier one, some
  /// seconds ago. nullopt: there was none in the last minute, or the topic has been made anew.
  std::optional<double> note(const std::string& topic, std::int64_t end, Clock::time_point now);

 private:
  struct Look {
    Clock::time_point at;
    std::int64_t end = 0;
  };
  std::map<std::string, std::deque<Look>> looks_;  // oldest first
};

}  // namespace slipstream::inspect

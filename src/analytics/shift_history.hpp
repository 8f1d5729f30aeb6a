#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "base/time.hpp"

namespace slipstream::analytics {

/// When a car's driver last reversed the direction of shifting (up after down or down after up). Neutral
/// counts as no gear. One thread.
class ShiftHistory {
 public:
  static constexpr std::size_t kKept = 16;  ///< reversals

  void add(SessionTime time, std::optional<std::int8_t> gear);
  /// At most kKept.
  [[nodiscard]] std::size_t reversals_within(SessionTime now, Milliseconds window) const;

  struct State {
    std::int8_t gear = 0;                    ///< the last one; 0: none yet
    std::int8_t direction = 0;               ///< of the last shift: 1 up, -1 down, 0 none yet
    std::uint8_t count = 0;                  ///< reversals in `times`
    std::array<SessionTime, kKept> times{};  ///< newest first
    friend bool operator==(const State&, const State&) = default;
  };
  [[nodiscard]] const State& state() const { return state_; }
  void restore(const State& state) { state_ = state; }

 private:
  State state_;
};

}  // namespace slipstream::analytics

#pragma once

#include <array>
#include <cstddef>

#include "simulate/car/car_model.hpp"

namespace slipstream::simulate {

/// What tyres, air and engine can do to a car at one speed, as accelerations in m/s² (force by mass).
struct Forces {
  double lateral = 0;                         ///< the most sideways
  double braking = 0;                         ///< the most the brakes take on a straight
  double traction = 0;                        ///< the most the driven tyres transmit on a straight
  double engine = 0;                          ///< at full power
  double resistance = 0, resistance_drs = 0;  ///< of air and rolling, flap closed and open
};

[[nodiscard]] Forces forces_at(const CarModel& car, const LapConditions& conditions, double speed_ms);

/// Forces by squared speed, for loops that call them thousands of times: squared speed is what a constant
/// acceleration changes evenly over distance. About 4 µs to make, without allocation.
class ForceTable {
 public:
  struct Cell {
    float grip_lateral;       ///< friction coefficient sideways
    float lateral_inverse_2;  ///< 1 / lateral²
    float braking, traction, engine, resistance, resistance_drs;
  };

  ForceTable(const CarModel& car, const LapConditions& conditions);

  /// `speed2` in m²/s², from 0 to top_speed2().
  [[nodiscard]] const Cell& at(float speed2) const {
    return cells_[static_cast<std::size_t>(speed2 * cells_per_speed2_)];
  }
  /// What the last gear can turn; no car is faster.
  [[nodiscard]] float top_speed2() const { return top_speed2_; }
  /// Share of gravity and of the air's load in lateral acceleration: grip · (gravity + load · speed²).
  [[nodiscard]] float load_per_speed2() const { return load_per_speed2_; }

 private:
  static constexpr std::size_t kCells = 256;
  float top_speed2_, cells_per_speed2_, load_per_speed2_;
  std::array<Cell, kCells + 1> cells_;
};

/// Revolutions per minute of the engine at `speed_ms` in `gear` (1 … 8).
[[nodiscard]] double rpm_at(const CarModel& car, int gear, double speed_ms);

}  // namespace slipstream::simulate

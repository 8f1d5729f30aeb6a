#pragma once

#include "simulate/car/car_model.hpp"

namespace slipstream::simulate {

/// What a car's own sensors say besides its speed.
struct Controls {
  int gear = 0;  ///< 0 = neutral … 8
  double rpm = 0;
  double throttle_pct = 0;  ///< 0–100
  bool braking = false;
  double brakes_ms2 = 0;  ///< the deceleration that the brakes make, without air and rolling; 0 or more
};

/// Gear, revolutions and pedals that go with a motion. Keeps the gear: shifts up at the shift revolutions
/// under power, down under braking with hysteresis, never twice within 40 ms. One per car.
class Drivetrain {
 public:
  /// `speed_ms` now, `acceleration_ms2` over the last `seconds`. Standing still: neutral, idle.
  const Controls& advance(const CarModel& car, const LapConditions& conditions, double speed_ms,
                          double acceleration_ms2, double seconds, bool drs_open);
  [[nodiscard]] const Controls& controls() const { return controls_; }

 private:
  Controls controls_;
  double since_shift_s_ = 1;
};

}  // namespace slipstream::simulate

#pragma once

#include <array>

namespace slipstream::simulate {

/// Carbon discs heated by the energy braking takes out of the car and cooled by the air that streams past.
/// °C; front left, front right, rear left, rear right. One per car.
class BrakeTemperature {
 public:
  explicit BrakeTemperature(double ambient_c) : ambient_c_(ambient_c) {
    temperature_c_.fill(ambient_c + 200);
  }
  /// `braking_w`: power that the brakes take, 0 or more, without drag. `lateral_ms2`: sideways acceleration,
  /// positive in a left-hander, which loads the right side. `seconds`: at most 1.
  void advance(double braking_w, double speed_ms, double lateral_ms2, double seconds);
  [[nodiscard]] const std::array<double, 4>& celsius() const { return temperature_c_; }

 private:
  double ambient_c_;
  std::array<double, 4> temperature_c_{};
};

}  // namespace slipstream::simulate

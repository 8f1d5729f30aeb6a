#pragma once

#include <array>

namespace slipstream::simulate {

/// A Formula 1 car of the 2022–2025 kind as a point mass. Sources of the figures: the technical regulations
/// where they say, else what reproduces the real sessions' speeds.
struct CarModel {
  double mass_kg = 800;           ///< with driver, without fuel
  double power_w = 665e3;         ///< at the wheels
  double drag_area_m2 = 1.6;      ///< Cd·A, flap closed
  double drs_drag_factor = 0.82;  ///< of the drag area while the flap is open
  double lift_area_m2 = 6.2;      ///< −Cl·A
  double lateral_grip = 1.72;     ///< friction coefficient at reference load
  double traction_grip = 0.88;
  double braking_grip = 1.36;
  double load_sensitivity = 0.04;  ///< how much grip is lost for every doubling of the load
  double wheel_radius_m = 0.33;
  std::array<double, 8> gear_ratios{};  ///< engine to wheel
  double idle_rpm = 4'000, shift_rpm = 11'900, limit_rpm = 12'900;
};

/// The default car, gear ratios chosen so that each gear is used.
[[nodiscard]] const CarModel& reference_car();

/// What changes from lap to lap.
struct LapConditions {
  double fuel_kg = 0;
  double grip = 1;           ///< × the model's: tyre, wear, driver, track
  double power = 1;          ///< × the model's
  double air_density = 1.2;  ///< kg/m³
};

inline constexpr double kGravity = 9.81;

/// The largest acceleration forwards at `speed_ms` on a straight, m/s²; negative where drag wins. `drs`: flap
/// open.
[[nodiscard]] double acceleration(const CarModel& car, const LapConditions& conditions, double speed_ms,
                                  bool drs_open);
/// The largest deceleration, m/s², positive, drag included.
[[nodiscard]] double deceleration(const CarModel& car, const LapConditions& conditions, double speed_ms);

}  // namespace slipstream::simulate

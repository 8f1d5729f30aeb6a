#pragma once

/// The lab's circuit: an oval of the imagination on which a car is always fast. It is known by the time into
/// the lap at which a car of the middle of the field is where, so that distance and speed are closed forms of
/// each other.
namespace slipstream::simulate::lab {

inline constexpr double kLapSeconds = 60;
inline constexpr double kMeanLapKmh = 309;
inline constexpr double kLapMetres = kMeanLapKmh / 3.6 * kLapSeconds;

/// Metres from the line after so many seconds; negative before it.
[[nodiscard]] double lap_distance_m(double seconds);
/// The derivative of lap_distance_m, in km/h: 292 … 326.
[[nodiscard]] double lap_speed_kmh(double seconds);

}  // namespace slipstream::simulate::lab

#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "base/time.hpp"
#include "domain/driver.hpp"
#include "domain/tyre.hpp"

namespace slipstream::domain {

/// What a car sends of itself at one instant, as the feed has it; a sentinel (104 %, gear over 8) is nullopt.
struct CarSample {
  SessionTime time;
  CarNumber car = 0;
  std::optional<std::uint16_t> rpm;
  std::optional<std::uint16_t> speed_kmh;
  std::optional<std::uint8_t> gear;          ///< 0 = neutral … 8
  std::optional<std::uint8_t> throttle_pct;  ///< 0–100
  std::optional<std::uint8_t> brake_pct;     ///< 0 or 100: the feed knows on and off only
  std::optional<std::uint8_t> drs;           ///< the raw code of channel 45
  /// What the feed sent where gear, throttle or brake is nullopt (at most 255); 0 where it sent nothing.
  std::uint8_t gear_sentinel = 0, throttle_sentinel = 0, brake_sentinel = 0;
  friend bool operator==(const CarSample&, const CarSample&) = default;
};

/// DRS codes 10, 12 and 14 mean that the flap is open (FastF1's documentation).
[[nodiscard]] constexpr bool drs_is_open(std::uint8_t code) { return code == 10 || code == 12 || code == 14; }

/// What only a source that knows the car from within can say of it at one instant: simulated sessions.
struct CarCondition {
  SessionTime time;
  CarNumber car = 0;
  std::array<std::optional<std::uint16_t>, 4> brake_temp_c;  ///< fl, fr, rl, rr
  std::optional<float> fuel_kg;
  friend bool operator==(const CarCondition&, const CarCondition&) = default;
};

/// 1/10 m in the circuit's own frame.
struct Point {
  std::int32_t x = 0, y = 0, z = 0;
  friend bool operator==(const Point&, const Point&) = default;
};

/// Where a car is at one instant; x = y = z = 0 in the feed means not known and is nullopt.
struct PositionSample {
  SessionTime time;
  CarNumber car = 0;
  std::optional<Point> at;
  bool off_track = false;  ///< the feed's flag; real ones say OnTrack in the garage, too
  friend bool operator==(const PositionSample&, const PositionSample&) = default;
};

/// One record of `f1-telemetry`: car and position samples merged (CONTRACTS §2.1). Unknown is nullopt.
struct TelemetrySample {
  DriverId driver;
  std::optional<CarNumber> number;
  SessionTime time;
  std::optional<UtcTime> date;
  std::optional<double> speed_kmh, rpm, throttle_pct, brake_pct;
  std::optional<std::int8_t> gear;  ///< 0 = neutral … 8
  std::optional<bool> drs_open;
  std::optional<double> x, y, z;     ///< 1/10 m
  std::optional<double> distance_m;  ///< since the start of the lap, integrated from speed
  std::optional<std::int32_t> lap_number, position, tyre_life;
  std::optional<Compound> compound;
  std::optional<char> track_status;                   ///< the code's digit, '1' = clear
  std::array<std::optional<double>, 4> brake_temp_c;  ///< fl, fr, rl, rr; simulated and game sources only
  std::optional<double> fuel_kg;                      ///< simulated and game sources only
  friend bool operator==(const TelemetrySample&, const TelemetrySample&) = default;
};

}  // namespace slipstream::domain

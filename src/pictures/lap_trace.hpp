#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "pictures/lap_choice.hpp"
#include "prepare/prepared_session.hpp"

namespace slipstream::pictures {

/// From here on a pedal counts as pressed to the floor: some cars never report more.
inline constexpr double kFullThrottlePct = 98;

/// One lap's telemetry from line to line: a sample at each instant with a known speed, and one at each end.
/// NaN is "not known". Immutable once made.
struct LapTrace {
  domain::Driver driver;
  domain::Lap lap;
  std::vector<double> time_s;      ///< since the lap began; the last one is the lap time
  std::vector<double> distance_m;  ///< since the lap began: speed, linear between samples, integrated
  std::vector<double> speed_kmh, throttle_pct, brake_pct, gear;
  std::vector<double> x, y;  ///< 1/10 m

  [[nodiscard]] std::size_t size() const { return time_s.size(); }
  [[nodiscard]] double length_m() const { return distance_m.back(); }
  [[nodiscard]] double seconds() const { return time_s.back(); }
  /// When the car had driven so far, and how far it was by then; held at the ends.
  [[nodiscard]] double time_at(double distance) const;
  [[nodiscard]] double distance_at(double time) const;
  /// A channel there, linear between the neighbouring samples, or (`held`) that of the sample before. NaN
  /// where a neighbour is not known.
  [[nodiscard]] double value_at(const std::vector<double>& channel, double distance) const;
  [[nodiscard]] double held_at(const std::vector<double>& channel, double distance) const;
};

/// Errors: invalid_input (the session has no telemetry of the lap, speeds are missing for more than 2 s, a
/// car that hardly moves), saying where.
Result<LapTrace> trace_lap(const prepare::PreparedSession& session, const ChosenLap& chosen);

/// "VER lap 12".
[[nodiscard]] std::string name_of(const domain::Driver& driver, const domain::Lap& lap);

}  // namespace slipstream::pictures

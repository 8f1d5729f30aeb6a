#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "domain/samples.hpp"

namespace slipstream::simulate {

/// Whether a place on the lap is in [begin, end), a stretch that goes over the start line if begin > end.
[[nodiscard]] constexpr bool is_between(double at_m, double begin_m, double end_m) {
  return begin_m <= end_m ? begin_m <= at_m && at_m < end_m : at_m >= begin_m || at_m < end_m;
}

struct Corner {
  int number = 0;                             ///< from 1, in driving order
  double begin_m = 0, apex_m = 0, end_m = 0;  ///< along the lap
  double radius_m = 0;                        ///< at the apex
  bool left = false;
};

/// A stretch where the flap may be open for a car that was within a second of another at `detection_m`. A
/// stretch over the start line has `open_m` above `close_m`: ask is_between().
struct DrsZone {
  double detection_m = 0, open_m = 0, close_m = 0;
};

/// Runs beside the start line: a car leaves the lap at `entry_m` and is back on the next one at `exit_m`.
struct PitLane {
  double entry_m = 0;    ///< near the end of the lap
  double exit_m = 0;     ///< near its beginning
  double lateral_m = 0;  ///< from the racing line; left is positive
  double limit_kmh = 80;
};

/// A stretch where one car can pass another: a straight long enough with a braking zone behind it. Over the
/// start line `begin_m` is above `end_m`.
struct PassingZone {
  double begin_m = 0, end_m = 0;
};

/// A track as cars drive it: the racing line of one lap on a uniform grid, and what is marked along it.
/// Distances are metres along the lap from the start line, below `length_m()`; arrays have one entry a grid
/// point, the last one step before the line. Immutable once made: any number of threads may read.
struct Circuit {
  std::string name;  ///< "Lakeside"
  std::string location, country;
  double step_m = 0;  ///< of the grid, about 4 m
  std::vector<float> x_m, y_m, z_m;
  std::vector<float> heading;             ///< radians
  std::vector<float> curvature;           ///< 1/m, left positive
  std::vector<float> slope;               ///< rise per metre
  std::vector<std::uint8_t> drs_allowed;  ///< 1 in a DRS zone
  std::vector<Corner> corners;
  std::array<double, 3> sector_ends_m{};                  ///< the third is the length
  std::array<std::vector<double>, 3> mini_sector_ends_m;  ///< by sector; its last is the sector's end
  double speed_trap_m = 0;
  std::vector<DrsZone> drs_zones;
  std::vector<PassingZone> passing_zones;
  PitLane pit_lane;
  double pole_m = 0;  ///< the first place of the grid is so far before the line
  double grid_spacing_m = 8;

  [[nodiscard]] std::size_t points() const { return curvature.size(); }
  [[nodiscard]] double length_m() const { return step_m * static_cast<double>(points()); }
  /// kg/m³, by the track's mean height above the sea: cars in thin air have less drag and less grip.
  [[nodiscard]] double air_density() const;
  /// The same place as a distance in [0, length).
  [[nodiscard]] double wrapped(double distance_m) const;
  /// Where a car is, in the feed's units (1/10 m); `lateral_m` left of the racing line.
  [[nodiscard]] domain::Point at(double distance_m, double lateral_m = 0) const;
};

}  // namespace slipstream::simulate

#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "pictures/corner_marks.hpp"
#include "pictures/lap_matching.hpp"
#include "pictures/lap_trace.hpp"

namespace slipstream::pictures {

/// One of two laps on the distance both share. Arrays have an entry a grid point; NaN is "not known".
struct ComparedLap {
  domain::Driver driver;
  domain::Lap lap;
  std::string label = {};  ///< "VER", or "VER lap 12" where the other one is VER's too
  std::vector<double> time_s = {}, speed_kmh = {}, throttle_pct = {}, brake_pct = {}, gear = {};
  double top_kmh = 0, lowest_kmh = 0;  ///< of the samples
  /// Parts of the lap's time: throttle at 98 % or more, brake on. nullopt if not known for a tenth or more.
  std::optional<double> full_throttle = {}, braking = {};
};

/// A stretch of the lap and what b lost there against a; negative is gained.
struct Section {
  std::string name;  ///< "Turn 4", or "1.2 km" where the corners are not known
  double begin_m = 0, end_m = 0;
  double lost_s = 0;
  double a_lowest_kmh = 0, b_lowest_kmh = 0;
};

/// Two laps over distance. The distance is lap a's, speed integrated; b is stretched to it (DistanceMap).
/// The delta is b − a: above zero a is ahead. It is exact at the timing lines, where it is the difference of
/// the official times; between them it is an estimate, smoothed over 100 m.
struct Comparison {
  std::vector<double> distance_m;  ///< every 5 m or nearly, from 0 to the length of a
  std::vector<double> delta_s;
  ComparedLap a, b;
  std::vector<double> timing_lines_m;  ///< as timing_lines() of a
  std::vector<CornerPlace> corners;
  std::vector<Section> sections;  ///< one after the other, from 0 to the end
  bool exact_at_sectors = false;  ///< both laps have sector times; otherwise at beginning and end only
  std::size_t corners_matched = 0;
};

/// `corners` may be empty: then the sections are parts of equal length.
[[nodiscard]] Comparison compare_laps(const LapTrace& a, const LapTrace& b,
                                      const std::vector<CornerMark>& corners);

}  // namespace slipstream::pictures

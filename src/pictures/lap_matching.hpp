#pragma once

#include <optional>
#include <vector>

#include "pictures/lap_trace.hpp"

namespace slipstream::pictures {

/// A lap's slowest point of a corner: a minimum of speed with at least 15 km/h more on both sides.
struct SlowPoint {
  double distance_m = 0, speed_kmh = 0;
};
[[nodiscard]] std::vector<SlowPoint> slow_points(const LapTrace& lap);

/// Where the timing lines are on a lap: its beginning, the ends of sectors 1 and 2 (if both sector times are
/// known), its end.
[[nodiscard]] std::vector<double> timing_lines(const LapTrace& lap);

/// Maps the distance of a reference lap to a lap's own: linear between places known to be the same.
///
/// Distance is speed integrated, and two laps differ by some 10 m at the same place: another line driven, and
/// about four speeds a second. So timing lines are made to coincide, and between them the slowest points of
/// the corners that both laps have within 40 m.
class DistanceMap {
 public:
  /// The map that a lap has to itself, or any through these places: rising, two or more, of one length.
  DistanceMap(std::vector<double> reference_m, std::vector<double> own_m)
      : reference_m_(std::move(reference_m)), own_m_(std::move(own_m)) {}

  [[nodiscard]] double own_at(double reference_m) const;
  [[nodiscard]] std::size_t places() const { return own_m_.size(); }

 private:
  std::vector<double> reference_m_, own_m_;
};

[[nodiscard]] DistanceMap match_to(const LapTrace& reference, const LapTrace& lap);

}  // namespace slipstream::pictures

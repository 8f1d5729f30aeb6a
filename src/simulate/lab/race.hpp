#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "base/result.hpp"
#include "simulate/lab/passes.hpp"
#include "simulate/lab/race_options.hpp"

namespace slipstream::simulate::lab {

/// A car at one update.
struct Standing {
  std::size_t driver = 0;  ///< a place in RaceOptions::drivers
  int position = 0;        ///< from 1
  double speed_kmh = 0;    ///< 280 … 340, in tenths
  double distance_m = 0;   ///< driven since the middle of the field crossed the line at the start
  double lap_part = 0;     ///< 0 … 1, from line to line
  double gap_s = 0;        ///< behind the leader
  friend bool operator==(const Standing&, const Standing&) = default;
};

/// A race of the lab, flying start to flag: a field in each other's slipstream. A car is as many seconds
/// ahead of the field's middle or behind it as its place and the passes it is at work on have it; distance,
/// speed and position all follow from that, and a position is the order of distances. From update to update
/// nobody gains or loses more than one place.
///
/// An update is a function of the options and its number alone: a race goes on anywhere, in any process, at
/// any update. Races that take less than about a minute are driven with less than a car's length between
/// cars, since speeds stay what they are. Belongs to one thread.
class Race {
 public:
  /// Errors: as race_updates.
  static Result<Race> make(const RaceOptions& options);

  /// The number of the last update, whose order is the final one; the first is 0, at the start.
  [[nodiscard]] int updates() const { return updates_; }
  /// All cars at that update (0 … updates(), beyond: the nearest), by position; valid until the next call.
  std::span<const Standing> at(int update);

 private:
  Race(const RaceOptions& options, int updates);

  /// A car's place as a real number, on the way from one to the next while it passes; and its change per
  /// second.
  struct Place {
    double value = 0, per_s = 0;
  };
  void find_places(double time_s);
  [[nodiscard]] Standing standing_of(std::size_t driver, double time_s) const;

  int updates_;
  double interval_s_;
  RacePlan plan_;
  double gap_s_, gap_growth_;  ///< from place to place at the start; its growth in s/s
  double wave_phase_;
  std::vector<Place> places_;  ///< by driver
  std::vector<Standing> standings_;
};

}  // namespace slipstream::simulate::lab

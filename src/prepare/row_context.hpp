#pragma once

#include <optional>
#include <vector>

#include "prepare/car_timeline.hpp"
#include "prepare/merge_kernel.hpp"

namespace slipstream::prepare {

/// What a merged row cannot know from samples alone.
struct RowContext {
  const LapStep* lap = nullptr;            ///< nullptr: before the first lap
  const PositionStep* position = nullptr;  ///< nullptr: none was said yet
  const StatusStep* status = nullptr;
  float distance_m = MergedRow::kNone;  ///< since the start of the lap
};

/// Adds to each row of one car what held at its instant, and the distance driven since the lap began.
///
/// Distance is summed as FastF1 does: the speed of a car sample times the time since the sample before it. A
/// lap that begins between two samples starts its sum at the earlier one, with the negative distance from
/// there to its start. After a hole in the samples the distance is unknown until the next lap.
///
/// Rows must come in time order. The timelines may grow between calls. Not for several threads.
class ContextTracker {
 public:
  [[nodiscard]] RowContext advance(const MergedRow& row, const CarTimeline& timeline,
                                   const std::vector<StatusStep>& track);

 private:
  struct CarInstant {
    SessionTime time;
    double speed_kmh;
  };

  void begin_lap(const LapStep& lap);
  [[nodiscard]] float advance_distance(const MergedRow& row);

  StepCursor lap_cursor_, position_cursor_, status_cursor_;
  std::optional<int> lap_number_;
  std::optional<CarInstant> car_before_;  // the last known car sample
  std::optional<double> distance_m_;      // at car_before_
};

}  // namespace slipstream::prepare

#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/time.hpp"
#include "domain/tyre.hpp"

namespace slipstream::prepare {

/// From this instant on the car is on lap `lap_number` with these tyres.
struct LapStep {
  SessionTime start;
  int lap_number = 0;
  std::optional<domain::Compound> compound;
  std::optional<int> tyre_life;  ///< of the set at the end of this lap
};

/// From this instant on the car is `position`.
struct PositionStep {
  SessionTime time;
  std::optional<int> position;
};

/// From this instant on the track has this status.
struct StatusStep {
  SessionTime time;
  char code = '1';
};

/// What holds for one car from when to when, each list in time order. Steps are added at the end; live, the
/// last laps may still be corrected.
struct CarTimeline {
  std::vector<LapStep> laps;
  std::vector<PositionStep> positions;
};

/// Walks along a list of steps as time goes on; the list may grow meanwhile.
class StepCursor {
 public:
  /// The step that holds at `time`; nullptr before the first one. Times must not decrease.
  template <class Step, class Instant>
  const Step* at(const std::vector<Step>& steps, SessionTime time, Instant Step::* instant) {
    while (next_ < steps.size() && steps[next_].*instant <= time) ++next_;
    return next_ == 0 ? nullptr : &steps[next_ - 1];
  }

 private:
  std::size_t next_ = 0;
};

}  // namespace slipstream::prepare

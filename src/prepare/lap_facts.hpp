#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "prepare/car_timeline.hpp"
#include "prepare/deleted_laps.hpp"
#include "prepare/session_reducer.hpp"

namespace slipstream::prepare {

/// What laps take from other topics than the car's own timing. Borrowed for the length of a call.
struct LapFacts {
  const SessionReducer& session;
  const std::vector<StatusStep>& track;
  const DeletedLaps& deleted;
};

/// The digits of every status that overlaps the lap, in order of appearance, "12".
[[nodiscard]] std::string track_status_during(const std::vector<StatusStep>& track,
                                              std::optional<SessionTime> start, SessionTime end);

}  // namespace slipstream::prepare

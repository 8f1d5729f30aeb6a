#pragma once

#include <vector>

#include "domain/lap.hpp"
#include "prepare/lap_facts.hpp"

namespace slipstream::prepare {

/// When each lap began: where the one before ended; the first of a race with the session, of other sessions
/// at the pit exit. A lap after a red flag begins with the restart (races, unless it has a lap time), else
/// at its pit exit. A pit exit before the session's start is not part of lap 1.
void set_lap_starts(std::vector<domain::Lap>& laps, const SessionReducer& session);

/// Speeds that are missing because they equal the last ones: the feed sends changes only. Not under a red
/// flag; at the finish line not on laps that end in the pits.
void repeat_unchanged_speeds(std::vector<domain::Lap>& laps);

/// FastF1's IsAccurate: no pit entry or exit, track clear or yellow, all times there and consistent within
/// 3 ms, and not behind a lap under the safety car.
void judge_accuracy(std::vector<domain::Lap>& laps);

}  // namespace slipstream::prepare

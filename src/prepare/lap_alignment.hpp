#pragma once

#include <map>
#include <optional>
#include <vector>

#include "base/time.hpp"
#include "domain/driver.hpp"
#include "domain/timing.hpp"
#include "prepare/lap_rows.hpp"

namespace slipstream::prepare {

/// The gap to the leader as it stood after an update of position, gap or interval.
struct GapSample {
  SessionTime time;
  std::optional<domain::Gap> gap;
};

struct CarToAlign {
  std::vector<LapRow> laps;  ///< repaired
  std::vector<GapSample> gaps;
};

/// How far the lap ends of each car of a race must be shifted so that they are as far apart as the gaps to
/// the leader say: each car's messages are late by some time of its own (formats notes, section 6, point 7).
/// The earliest clock is right, so shifts are never forwards. Empty if a car's gap is not known where it is
/// needed, or if no car led: then nothing can be aligned, as in FastF1.
[[nodiscard]] std::map<domain::CarNumber, Milliseconds> align_laps(
    const std::map<domain::CarNumber, CarToAlign>& cars);

}  // namespace slipstream::prepare

#pragma once

#include <vector>

#include "prepare/lap_rows.hpp"

namespace slipstream::prepare {

/// What FastF1 repairs in a car's laps (formats notes, section 6, points 4–6), in its order. `rows` are all
/// laps of the car; a running lap may be the last.
///
/// - a lap time below the sum of the known sectors is dropped;
/// - a lap time that the feed denied is the sum of three known sectors;
/// - a lap time or a sector that is missing is filled if it follows from the others and equals the previous
///   lap's: the feed sends changes only;
/// - a lap ends at the earliest of its message and of what each sector's stamp plus the sectors after it
/// give,
///   since a message can be late but not early; then neighbours are brought in line with the lap times.
///
/// A last row without an end gets the pit entry as its end, or none: then it did not end.
void repair_laps(std::vector<LapRow>& rows);

/// Which of the laps were personal bests when they were set, by the announcements of best laps: read
/// backwards per part of the session, because a best that is followed by a slower one was deleted.
[[nodiscard]] std::vector<bool> find_personal_bests(const std::vector<LapRow>& repaired,
                                                    const std::vector<LapRows::Best>& bests,
                                                    const std::vector<SessionTime>& part_starts);

}  // namespace slipstream::prepare

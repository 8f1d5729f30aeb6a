#pragma once

#include "prepare/tables/session_record.hpp"

namespace slipstream::prepare {

/// Adds the laps that the feed never counted and FastF1 makes up (its flag FastF1Generated; formats notes,
/// section 6, point 12):
/// - a car of a race with tyres but without any lap crashed on the first one: lap 1, from the start of the
///   session to the first lap end of the field;
/// - a car whose last lap ended before the session finished, and not in the pits, stopped on the track: one
///   lap more, to the red flag if that came next, else 150 s long.
/// A made-up lap has a start, an end, tyres and a track status; all that was not measured stays unknown.
void add_generated_laps(SessionRecord& record);

}  // namespace slipstream::prepare

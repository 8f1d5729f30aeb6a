#pragma once

#include <cstdint>
#include <string>

#include "store/store.hpp"

namespace slipstream::api {

/// Which laps a state holds.
enum class LapsShown : std::uint8_t {
  recent,  ///< each car's last and best lap: enough to go on from
  all,
};

/// Appends the whole state of the current run as JSON: its parts are messages of CONTRACTS §2.4 as they
/// stand, so that one reducer takes both in: {run_id, session_key, session, clock, track_status, weather,
/// replay, timing[], laps[], stints[], pits[],
///  race_control[], team_radio[], telemetry (a frame of every driver's newest sample),
///  alerts{counts, open[], recent[]}}. What is not known is null.
void write_live_state(const store::Store::View& view, LapsShown laps, std::string& out);

}  // namespace slipstream::api

#pragma once

#include "codec/json_fields.hpp"
#include "domain/session_message.hpp"

/// One reader per body of an `f1-session` message; what is wrong is remembered in the fields.
namespace slipstream::codec {

/// `driver_number`.
std::optional<domain::CarNumber> read_car_number(JsonFields& fields);

domain::SessionInfo read_session_info(JsonFields& fields);
domain::Lap read_lap(JsonFields& fields);
domain::TimingUpdate read_timing(JsonFields& fields);
/// Of the inside of a `speeds` object.
domain::SpeedTraps read_speeds(JsonFields& fields);
domain::Stint read_stint(JsonFields& fields);
domain::PitVisit read_pit(JsonFields& fields);
domain::RaceControl read_race_control(JsonFields& fields);
domain::TrackStatus read_track_status(JsonFields& fields);
domain::Weather read_weather(JsonFields& fields);
domain::TeamRadio read_team_radio(JsonFields& fields);
domain::Clock read_clock(JsonFields& fields);
domain::ReplayStatus read_replay_status(JsonFields& fields);
domain::Heartbeat read_heartbeat(JsonFields& fields);

}  // namespace slipstream::codec

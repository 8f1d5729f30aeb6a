#pragma once

#include <string>
#include <vector>

#include "codec/json_writer.hpp"
#include "domain/lab_race.hpp"
#include "lab/position.hpp"

/// How the lab's routes say things (CONTRACTS §3.2).
namespace slipstream::api {

/// ISO 8601 in UTC without a zone, as the lab's page reads it.
[[nodiscard]] std::string lab_time(WallTime time);

/// `"positions":[{driver_name, position, timestamp, race_id, team_name, speed},…]`
void write_positions(codec::JsonWriter& json, const std::vector<lab::Position>& positions);

/// The body of /api/race/{id}/status as of `now`.
void write_race_status(codec::JsonWriter& json, const domain::LabRace& race, WallTime now);

}  // namespace slipstream::api

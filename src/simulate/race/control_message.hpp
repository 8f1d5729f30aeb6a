#pragma once

#include <string>
#include <string_view>

#include "base/time.hpp"
#include "simulate/race/field.hpp"
#include "simulate/race/race_event.hpp"

/// What race control says, in the words of the feed.
namespace slipstream::simulate {

[[nodiscard]] ControlMessage said(std::string_view category, std::string text);
/// Scope: "Track".
[[nodiscard]] ControlMessage track_flag(std::string_view color, std::string text);
/// "DOUBLE YELLOW IN TRACK SECTOR 7"
[[nodiscard]] ControlMessage sector_flag(std::string_view color, int marshal_sector);
/// "WAVED BLUE FLAG FOR CAR 5 (BOR) TIMED AT 15:04:10"
[[nodiscard]] ControlMessage blue_flag(const Entrant& lapped, UtcTime time);
/// "CAR 5 (BOR) STOPPED AT TURN 3"; `what`: "STOPPED".
[[nodiscard]] ControlMessage car_event(const Entrant& car, std::string_view what, int turn);
/// `mode`: "SAFETY CAR" or "VIRTUAL SAFETY CAR"; `status`: "DEPLOYED", "IN THIS LAP", "ENDING".
[[nodiscard]] ControlMessage safety_car(std::string_view mode, std::string_view status);
[[nodiscard]] ControlMessage drs(bool enabled);

}  // namespace slipstream::simulate

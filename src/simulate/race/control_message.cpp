#include "simulate/race/control_message.hpp"

#include <utility>

#include <fmt/format.h>

namespace slipstream::simulate {

ControlMessage said(std::string_view category, std::string text) {
  ControlMessage spoken;
  spoken.message.category = category;
  spoken.message.message = std::move(text);
  return spoken;
}

ControlMessage track_flag(std::string_view color, std::string text) {
  ControlMessage flag = said("Flag", std::move(text));
  flag.message.flag = color;
  flag.message.scope = "Track";
  return flag;
}

ControlMessage sector_flag(std::string_view color, int marshal_sector) {
  ControlMessage flag = said("Flag", fmt::format("{} IN TRACK SECTOR {}", color, marshal_sector));
  flag.message.flag = color;
  flag.message.scope = "Sector";
  flag.message.sector = marshal_sector;
  return flag;
}

ControlMessage blue_flag(const Entrant& lapped, UtcTime time) {
  ControlMessage flag = said("Flag", fmt::format("WAVED BLUE FLAG FOR CAR {} ({}) TIMED AT {}", lapped.number,
                                                 lapped.code.view(), base::format_utc(time).substr(11, 8)));
  flag.message.flag = "BLUE";
  flag.message.scope = "Driver";
  flag.message.driver_number = lapped.number;
  return flag;
}

ControlMessage car_event(const Entrant& car, std::string_view what, int turn) {
  ControlMessage event =
      said("CarEvent", fmt::format("CAR {} ({}) {} AT TURN {}", car.number, car.code.view(), what, turn));
  event.message.driver_number = car.number;
  return event;
}

ControlMessage safety_car(std::string_view mode, std::string_view status) {
  ControlMessage message = said("SafetyCar", fmt::format("{} {}", mode, status));
  message.status = status;
  message.mode = mode;
  return message;
}

ControlMessage drs(bool enabled) {
  const std::string_view status = enabled ? "ENABLED" : "DISABLED";
  ControlMessage message = said("Drs", fmt::format("DRS {}", status));
  message.status = status;
  return message;
}

}  // namespace slipstream::simulate

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "player_run.hpp"

namespace slipstream::replay::testing {

/// From the beginning.
inline ReplayOptions at_speed(double factor) {
  ReplayOptions options;
  options.speed = {factor};
  options.from = SessionTime{};
  return options;
}

/// A command that asks for nothing yet.
inline domain::ReplayCommand command(std::string request) {
  domain::ReplayCommand command;
  command.request_id = std::move(request);
  return command;
}

/// What the replay said to the command `request`; nullopt if nothing.
inline std::optional<domain::ReplayStatus> answer_to(const PlayerRun& run, std::string_view request) {
  for (const domain::ReplayStatus& status : run.bodies<domain::ReplayStatus>()) {
    if (status.request_id == request) return status;
  }
  return std::nullopt;
}

}  // namespace slipstream::replay::testing

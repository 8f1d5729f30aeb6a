#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "pictures/session_laps.hpp"

namespace slipstream::pictures {

/// A timed lap somebody chose.
struct ChosenLap {
  std::size_t driver = 0;
  domain::Lap lap;
};

/// The driver of that id ("VER", either case) or car number. Errors: not_found, naming those there are.
Result<std::size_t> choose_driver(const prepare::PreparedSession& session, std::string_view name);
/// Each of them, once, in the order given.
Result<std::vector<std::size_t>> choose_drivers(const prepare::PreparedSession& session,
                                                const std::vector<std::string>& names);

/// A driver's lap by number, or the fastest one. Errors: not_found (no such lap, or none with a time),
/// naming the laps there are.
Result<ChosenLap> choose_lap(const prepare::PreparedSession& session, const SessionLaps& laps,
                             std::size_t driver, std::optional<int> lap_number);
/// As "VER" or "VER:12" says. Errors: as the two above; invalid_argument (the lap is no number).
Result<ChosenLap> choose_lap(const prepare::PreparedSession& session, const SessionLaps& laps,
                             std::string_view text);

}  // namespace slipstream::pictures

#pragma once

#include <array>
#include <optional>
#include <string>

#include "base/time.hpp"
#include "domain/driver.hpp"

namespace slipstream::domain {

/// One line of an official classification, as the Ergast-compatible API gives it.
struct OfficialResult {
  CarNumber driver_number = 0;
  DriverId driver_id;                ///< "NOR"; empty if not given
  std::string name, team;            ///< "Lando Norris", "McLaren"
  std::string api_driver, api_team;  ///< what the API calls them: "norris", "mclaren"
  std::optional<int> position;       ///< everyone has one, those who retired by distance
  std::string classified;        ///< "1", "R" retired, "D" disqualified, "W" withdrawn, "N" not classified, …
  std::string status;            ///< "Finished", "+1 Lap", "Collision"; races only
  std::optional<int> grid;       ///< races only; 0: started from the pit lane
  std::optional<int> laps;       ///< races only
  std::optional<double> points;  ///< races only
  std::optional<Milliseconds> time;                  ///< of the whole race
  std::optional<Milliseconds> fastest_lap;           ///< races only
  std::array<std::optional<Milliseconds>, 3> parts;  ///< best laps of Q1, Q2 and Q3; qualifying only
  friend bool operator==(const OfficialResult&, const OfficialResult&) = default;
};

}  // namespace slipstream::domain

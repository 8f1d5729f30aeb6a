#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "domain/driver.hpp"

namespace slipstream::simulate {

/// Who races, and how well. Skills are ours, invented; they say nothing of the people.
struct Entrant {
  domain::DriverId code;  ///< "VER"
  domain::CarNumber number = 0;
  std::string first_name, last_name, team, team_color;  ///< colour as the feed writes it, "4781D7"
  double pace = 1;                                      ///< × grip: 1 is the field's best, 0.97 its slowest
  double consistency = 0.002;                           ///< deviation of the grip from lap to lap
  double reaction_s = 0.25;                             ///< from lights out to moving
  double boldness = 0.5;  ///< 0…1: how close a driver follows and how early he dares to pass
};

/// The first 20 are the grid of 2025 with their numbers and teams; further ones are "C021", "C022", … of
/// works teams. In order of the starting grid, which is qualifying pace with some luck.
[[nodiscard]] std::vector<Entrant> make_field(int cars, std::uint64_t seed);

}  // namespace slipstream::simulate

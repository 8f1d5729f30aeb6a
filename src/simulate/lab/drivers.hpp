#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace slipstream::simulate::lab {

/// Who takes part in a race of the lab.
struct Driver {
  int id = 0;
  std::string name, team, team_color;  ///< colour as a page writes it, "#00D2BE"
  int number = 0;
  /// 0 … 1: who is stronger tends to start and to finish further ahead. Invented; it says nothing of the
  /// people.
  double strength = 0.5;
};

/// The lab's ten, by id from 1: names, teams, colours and numbers are those that existing pages know.
[[nodiscard]] const std::vector<Driver>& lab_drivers();

/// His place in `drivers`; nullopt: nobody has that name.
[[nodiscard]] std::optional<std::size_t> find_driver(const std::vector<Driver>& drivers,
                                                     std::string_view name);

}  // namespace slipstream::simulate::lab

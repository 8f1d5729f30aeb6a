#include "simulate/lab/drivers.hpp"

#include <algorithm>

namespace slipstream::simulate::lab {

const std::vector<Driver>& lab_drivers() {
  static const std::vector<Driver> ten{
      {1, "Lewis Hamilton", "Mercedes", "#00D2BE", 44, 0.8},
      {2, "Max Verstappen", "Red Bull Racing", "#1E41FF", 1, 1.0},
      {3, "Charles Leclerc", "Ferrari", "#DC143C", 16, 0.75},
      {4, "Carlos Sainz", "Ferrari", "#DC143C", 55, 0.65},
      {5, "Lando Norris", "McLaren", "#FF8700", 4, 0.7},
      {6, "Oscar Piastri", "McLaren", "#FF8700", 81, 0.6},
      {7, "George Russell", "Mercedes", "#00D2BE", 63, 0.7},
      {8, "Fernando Alonso", "Aston Martin", "#006F62", 14, 0.55},
      {9, "Lance Stroll", "Aston Martin", "#006F62", 18, 0.3},
      {10, "Pierre Gasly", "Alpine", "#FF87BC", 10, 0.4},
  };
  return ten;
}

std::optional<std::size_t> find_driver(const std::vector<Driver>& drivers, std::string_view name) {
  const auto found = std::ranges::find(drivers, name, &Driver::name);
  if (found == drivers.end()) return std::nullopt;
  return static_cast<std::size_t>(found - drivers.begin());
}

}  // namespace slipstream::simulate::lab

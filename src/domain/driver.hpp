#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/fixed_string.hpp"

namespace slipstream::domain {

/// The number on the car: the feed's key for everything about a driver.
using CarNumber = std::uint16_t;
/// Cars whose number the source does not say are told apart by numbers from here on, which are shown nowhere.
inline constexpr CarNumber kFirstUnnumbered = 50'000;
/// The number as it may be shown: nullopt where the source does not say it.
[[nodiscard]] constexpr std::optional<CarNumber> known_number(CarNumber number) {
  return number > 0 && number < kFirstUnnumbered ? std::optional{number} : std::nullopt;
}
/// The three-letter code, "VER"; a simulated field of thousands has longer ones.
using DriverId = base::FixedString<15>;

/// Who a message is about.
struct Car {
  DriverId driver;
  CarNumber number = 0;
  friend bool operator==(const Car&, const Car&) = default;
};

struct Driver {
  DriverId id;
  CarNumber number = 0;
  std::string name;         ///< "Max Verstappen"; empty if not known
  std::string team;         ///< empty if not known
  std::string team_color;   ///< "#F47600"; empty if not known
  std::optional<int> grid;  ///< starting position, from 1; races only
  friend bool operator==(const Driver&, const Driver&) = default;
};

/// The place of the driver of a code, "VER" or "ver", or a number, "1"; nullopt if there is none.
[[nodiscard]] std::optional<std::size_t> find_driver(std::span<const Driver> drivers, std::string_view name);

}  // namespace slipstream::domain

#include "simulate/race/field.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

#include "simulate/race/random.hpp"

namespace slipstream::simulate {
namespace {

struct KnownDriver {
  std::string_view code;
  domain::CarNumber number;
  std::string_view first_name, last_name, team, color;
};

/// The 2025 season's drivers, by their team's place in it.
constexpr std::array kGrid{
    KnownDriver{"NOR", 4, "Lando", "Norris", "McLaren", "F47600"},
    KnownDriver{"PIA", 81, "Oscar", "Piastri", "McLaren", "F47600"},
    KnownDriver{"RUS", 63, "George", "Russell", "Mercedes", "00D7B6"},
    KnownDriver{"ANT", 12, "Kimi", "Antonelli", "Mercedes", "00D7B6"},
    KnownDriver{"VER", 1, "Max", "Verstappen", "Red Bull Racing", "4781D7"},
    KnownDriver{"TSU", 22, "Yuki", "Tsunoda", "Red Bull Racing", "4781D7"},
    KnownDriver{"LEC", 16, "Charles", "Leclerc", "Ferrari", "ED1131"},
    KnownDriver{"HAM", 44, "Lewis", "Hamilton", "Ferrari", "ED1131"},
    KnownDriver{"ALB", 23, "Alexander", "Albon", "Williams", "1868DB"},
    KnownDriver{"SAI", 55, "Carlos", "Sainz", "Williams", "1868DB"},
    KnownDriver{"HAD", 6, "Isack", "Hadjar", "Racing Bulls", "6C98FF"},
    KnownDriver{"LAW", 30, "Liam", "Lawson", "Racing Bulls", "6C98FF"},
    KnownDriver{"ALO", 14, "Fernando", "Alonso", "Aston Martin", "229971"},
    KnownDriver{"STR", 18, "Lance", "Stroll", "Aston Martin", "229971"},
    KnownDriver{"OCO", 31, "Esteban", "Ocon", "Haas F1 Team", "9C9FA2"},
    KnownDriver{"BEA", 87, "Oliver", "Bearman", "Haas F1 Team", "9C9FA2"},
    KnownDriver{"HUL", 27, "Nico", "Hulkenberg", "Kick Sauber", "01C00E"},
    KnownDriver{"BOR", 5, "Gabriel", "Bortoleto", "Kick Sauber", "01C00E"},
    KnownDriver{"GAS", 10, "Pierre", "Gasly", "Alpine", "00A1E8"},
    KnownDriver{"COL", 43, "Franco", "Colapinto", "Alpine", "00A1E8"},
};
constexpr domain::CarNumber kFirstFreeNumber = 101;

Entrant known(std::size_t place) {
  const KnownDriver& driver = kGrid[place];
  return {.code = domain::DriverId{driver.code},
          .number = driver.number,
          .first_name = std::string{driver.first_name},
          .last_name = std::string{driver.last_name},
          .team = std::string{driver.team},
          .team_color = std::string{driver.color}};
}

Entrant invented(std::size_t place) {
  const std::string code = fmt::format("C{:03}", place + 1);
  return {.code = domain::DriverId{code},
          .number = static_cast<domain::CarNumber>(kFirstFreeNumber + place - kGrid.size()),
          .first_name = "Car",
          .last_name = fmt::format("{}", place + 1),
          .team = fmt::format("Works {}", (place - kGrid.size()) / 2 + 1),
          .team_color = fmt::format("{:06X}", (place * 2'654'435'761U) & 0xFFFFFFU)};
}

}  // namespace

std::vector<Entrant> make_field(int cars, std::uint64_t seed) {
  Random random(seed, 0xF1E1D);
  std::vector<std::pair<double, Entrant>> by_qualifying;
  const auto count = static_cast<std::size_t>(cars);
  by_qualifying.reserve(count);
  for (std::size_t place = 0; place < count; ++place) {
    Entrant entrant = place < kGrid.size() ? known(place) : invented(place);
    const double rank = static_cast<double>(place % kGrid.size()) / kGrid.size();
    entrant.pace = 1 - 0.034 * rank - std::abs(random.normal(0, 0.004));
    entrant.consistency = random.uniform(0.003, 0.008);
    entrant.reaction_s = std::clamp(random.normal(0.26, 0.05), 0.16, 0.6);
    entrant.boldness = random.uniform(0.2, 1);
    const double qualifying = entrant.pace + random.normal(0, 0.006);
    by_qualifying.emplace_back(qualifying, std::move(entrant));
  }
  // Fields of 20 race among themselves (Traffic): only within one does the grid follow pace.
  for (std::size_t begin = 0; begin < count; begin += kGrid.size()) {
    const auto first = by_qualifying.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto last =
        by_qualifying.begin() + static_cast<std::ptrdiff_t>(std::min(count, begin + kGrid.size()));
    std::stable_sort(first, last, [](const auto& a, const auto& b) { return a.first > b.first; });
  }
  std::vector<Entrant> field;
  field.reserve(count);
  for (auto& [qualifying, entrant] : by_qualifying) field.push_back(std::move(entrant));
  return field;
}

}  // namespace slipstream::simulate

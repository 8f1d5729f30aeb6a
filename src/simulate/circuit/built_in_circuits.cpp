#include <array>

#include <fmt/ranges.h>

#include "simulate/circuit/circuits.hpp"
#include "simulate/circuit/rounded_line.hpp"

namespace slipstream::simulate {
namespace {

/// Clockwise around a bay: the start straight on the shelf above it, down to the shore, along the water on
/// the long back straight, up through the vineyards again. x, y, z, radius, metres.
constexpr auto kLakeside = std::to_array<Vertex>({
    {-224, 0, 24, 0},       // start line
    {627, 0, 30, 26},       // 1, the hill's top: heavy braking
    {610, -168, 26, 50},    // 2
    {930, -258, 18, 180},   // 3, fast and downhill
    {1075, -627, 8, 30},    // 4, hairpin above the harbour
    {784, -526, 6, 62},     // 5
    {627, -784, 3, 125},    // 6, onto the shore
    {0, -885, 2, 900},      // a bend of the shore
    {-672, -930, 3, 34},    // 7, end of the back straight
    {-717, -627, 12, 95},   // 8
    {-1008, -493, 22, 78},  // 9
    {-1042, -168, 33, 40},  // 10
    {-773, -302, 30, 60},   // 11
    {-638, 0, 25, 100},     // 12, onto the start straight
});

/// A kart track's size: two straights and a few corners.
constexpr auto kPocket = std::to_array<Vertex>({
    {-30, 0, 0, 0},
    {230, 0, 0, 24},
    {240, -150, 2, 30},
    {80, -150, 3, 22},
    {50, -250, 2, 24},
    {-220, -240, 1, 50},
    {-230, 0, 0, 40},
});

struct BuiltIn {
  std::string_view key, name, location, country;
  std::span<const Vertex> vertices;
};

constexpr std::array<std::string_view, 2> kNames{"lakeside", "pocket"};
constexpr std::array<BuiltIn, 2> kBuiltIn{{
    {kNames[0], "Lakeside", "Lakeside", "Slipstream", kLakeside},
    {kNames[1], "Pocket", "Pocket", "Slipstream", kPocket},
}};

}  // namespace

std::span<const std::string_view> circuit_names() { return kNames; }

Result<Circuit> built_in_circuit(std::string_view name) {
  for (const BuiltIn& circuit : kBuiltIn) {
    if (circuit.key != name) continue;
    return make_circuit({.name = std::string(circuit.name),
                         .location = std::string(circuit.location),
                         .country = std::string(circuit.country),
                         .line = rounded_line(circuit.vertices)});
  }
  return fail(ErrorCode::not_found, "no circuit is called \"{}\"; there are {}", name,
              fmt::join(kNames, " and "));
}

}  // namespace slipstream::simulate

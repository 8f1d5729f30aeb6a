#include <array>

#include <fmt/ranges.h>

#include "simulate/circuit/circuits.hpp"
#include "simulate/circuit/rounded_line.hpp"

namespace slipstream::simulate {
namespace {

/// Clockwise: along the hill's edge, down to the harbour, along the bay at full speed, back up through the
/// vineyards. x, y, z and radius in metres.
constexpr auto kLakeside = std::to_array<Vertex>({
    {-343, 0, 20, 0},      // start line
    {470, 57, 34, 40},     // 1, at the top of the hill: back over the shoulder
    {265, -299, 24, 72},   // 2, the bowl
    {676, -328, 17, 135},  // 3 and 4, ever faster down to the harbour
    {833, -519, 9, 170},
    {1088, -588, 5, 27},    // 5, hairpin on the quay
    {647, -750, 3, 300},    // 6, flat out onto the shore
    {59, -676, 2, 650},     // the bend of the bay
    {-745, -931, 3, 28},    // 7, after the longest straight
    {-720, -676, 8, 58},    // 8, up into the vineyards
    {-323, -549, 14, 32},   // 9, hairpin at the chapel
    {-647, -318, 21, 140},  // 10
    {-956, -343, 26, 80},   // 11, the long one
    {-627, -20, 21, 240},   // 12, flat out onto the start straight
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
    {kNames[0], "Lakeside", "Lakeside", "Simulation", kLakeside},
    {kNames[1], "Pocket", "Pocket", "Simulation", kPocket},
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

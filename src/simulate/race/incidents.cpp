#include "simulate/race/incidents.hpp"

#include <algorithm>
#include <cmath>

namespace slipstream::simulate {
namespace {

constexpr double kSpinsPerKm = 0.05 / 305, kCrashesPerKm = 0.05 / 305;

/// Metres to the next one of what happens so often, at any distance with the same odds.
double metres_until(double per_km, Random& random) { return -std::log(1 - random.uniform()) / per_km * 1000; }

/// The apex of one of the corners, on the lap on which the car has driven `distance_m`.
double in_a_corner(const Circuit& circuit, double distance_m, Random& random) {
  const Corner& corner = circuit.corners[random.next() % circuit.corners.size()];
  return std::floor(distance_m / circuit.length_m()) * circuit.length_m() + corner.apex_m;
}

}  // namespace

std::vector<Mishap> draw_mishaps(const Circuit& circuit, int laps, double rate, Random& random) {
  std::vector<Mishap> mishaps;
  if (rate <= 0 || circuit.corners.empty()) return mishaps;
  const double race_m = laps * circuit.length_m();
  const double crash_m = metres_until(kCrashesPerKm * rate, random);
  double spin_m = metres_until(kSpinsPerKm * rate, random);
  for (; spin_m < std::min(crash_m, race_m); spin_m += metres_until(kSpinsPerKm * rate, random)) {
    mishaps.push_back({.at_m = in_a_corner(circuit, spin_m, random)});
  }
  if (crash_m < race_m) mishaps.push_back({.at_m = in_a_corner(circuit, crash_m, random), .crashes = true});
  std::ranges::stable_sort(mishaps, {}, &Mishap::at_m);
  return mishaps;
}

}  // namespace slipstream::simulate

#include "simulate/circuit/layout.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "simulate/circuit/corners.hpp"

namespace slipstream::simulate {
namespace {

constexpr double kMiniSectorM = 225;

// DRS zones: on the longest straights, the flap opening a little behind the corner and closing where braking
// begins; detection before the corner that leads onto the straight.
constexpr double kDrsStraightM = 450, kDrsOpensAfterM = 70, kDrsClosesBeforeM = 70, kDetectionBeforeM = 160;
constexpr std::size_t kMostDrsZones = 3;

constexpr double kPassingStraightM = 350;
constexpr double kBrakingRadiusM = 110;  // a corner tighter than this is braked for

constexpr double kTrapBeforeEndM = 150;

// At 80 km/h a lane of 380 m takes 17 s, the track beside it 5 s at race speed; standing, slowing down and
// getting away again make it about 20 s lost.
constexpr double kPitLaneM = 380, kPitLaneBeforeLine = 0.6, kPitLaneLateralM = 16;
constexpr double kLeastStartStraightM = 180, kLeastBeforeLineM = 60;
constexpr double kGridRadiusM = 120;  // cars may stand in a wide bend, as in Miami
constexpr double kPoleM = 12;

Result<void> set_sectors(const CircuitPlan& plan, Circuit& circuit) {
  const double first = plan.sector_1_end > 0 ? plan.sector_1_end : 1.0 / 3;
  const double second = plan.sector_2_end > 0 ? plan.sector_2_end : 2.0 / 3;
  if (!(first < second && second < 1)) {
    return fail(ErrorCode::invalid_argument, "sectors end at {} and {} of the lap: not in order below 1",
                first, second);
  }
  const double length = circuit.length_m();
  circuit.sector_ends_m = {first * length, second * length, length};
  double begin = 0;
  for (std::size_t s = 0; s < 3; ++s) {
    const double end = circuit.sector_ends_m[s];
    const int count = std::max(1, static_cast<int>(std::lround((end - begin) / kMiniSectorM)));
    for (int i = 1; i < count; ++i) {
      circuit.mini_sector_ends_m[s].push_back(begin + (end - begin) * i / count);
    }
    circuit.mini_sector_ends_m[s].push_back(end);
    begin = end;
  }
  return {};
}

std::vector<DrsZone> drs_zones(const Circuit& circuit, std::vector<Straight> straights) {
  std::erase_if(straights, [](const Straight& s) { return s.length_m() < kDrsStraightM; });
  std::ranges::sort(straights, std::ranges::greater{}, &Straight::length_m);
  if (straights.size() > kMostDrsZones) straights.resize(kMostDrsZones);
  std::vector<DrsZone> zones;
  zones.reserve(straights.size());
  for (const Straight& straight : straights) {
    zones.push_back({.detection_m = circuit.wrapped(straight.begin_m - kDetectionBeforeM),
                     .open_m = circuit.wrapped(straight.begin_m + kDrsOpensAfterM),
                     .close_m = circuit.wrapped(straight.end_m - kDrsClosesBeforeM)});
  }
  std::ranges::sort(zones, {}, &DrsZone::open_m);
  return zones;
}

std::vector<std::uint8_t> drs_allowed(const Circuit& circuit) {
  std::vector<std::uint8_t> allowed(circuit.points());
  for (std::size_t i = 0; i < allowed.size(); ++i) {
    const double at_m = static_cast<double>(i) * circuit.step_m;
    const auto inside = [&](const DrsZone& zone) { return is_between(at_m, zone.open_m, zone.close_m); };
    allowed[i] = std::ranges::any_of(circuit.drs_zones, inside) ? 1 : 0;
  }
  return allowed;
}

std::vector<PassingZone> passing_zones(const Circuit& circuit, const std::vector<Straight>& straights) {
  std::vector<PassingZone> zones;
  for (const Straight& straight : straights) {
    const bool braked_for = straight.next_radius_m < kBrakingRadiusM;
    if (straight.length_m() < kPassingStraightM || !braked_for) continue;
    zones.push_back({circuit.wrapped(straight.begin_m), circuit.wrapped(straight.end_m)});
  }
  return zones;
}

/// Towards the inside of the first corner, as most pit lanes lie.
double pit_side(const Circuit& circuit) { return circuit.corners.front().left ? 1 : -1; }

/// How far the line is nearly straight, forwards or backwards from the start line.
double straight_from_line_m(const Circuit& circuit, int direction) {
  const std::size_t size = circuit.points();
  std::size_t steps = 0;
  for (; steps < size; ++steps) {
    const std::size_t point = direction > 0 ? steps : size - 1 - steps;
    if (std::abs(circuit.curvature[point]) > 1 / kGridRadiusM) break;
  }
  return static_cast<double>(steps) * circuit.step_m;
}

Result<void> set_start(Circuit& circuit) {
  const double before = straight_from_line_m(circuit, -1), behind = straight_from_line_m(circuit, 1);
  if (before < kLeastBeforeLineM || before + behind < kLeastStartStraightM) {
    return fail(ErrorCode::invalid_argument,
                "no straight for grid and pit lane: {:.0f} m before and {:.0f} m behind the start line are "
                "straight; {:.0f} m are needed, {:.0f} m of them before the line",
                before, behind, kLeastStartStraightM, kLeastBeforeLineM);
  }
  const double lane = std::min(kPitLaneM, circuit.length_m() / 4);
  circuit.pit_lane = {.entry_m = circuit.length_m() - lane * kPitLaneBeforeLine,
                      .exit_m = lane * (1 - kPitLaneBeforeLine),
                      .lateral_m = kPitLaneLateralM * pit_side(circuit)};
  circuit.pole_m = kPoleM;
  return {};
}

}  // namespace

Result<void> lay_out(const CircuitPlan& plan, Circuit& circuit) {
  if (auto sectors = set_sectors(plan, circuit); !sectors) return sectors;
  const std::vector<Straight> straights = find_straights(circuit);
  if (straights.empty()) {
    return fail(ErrorCode::invalid_argument, "no straight for grid and pit lane: the line has no corner");
  }
  if (auto start = set_start(circuit); !start) return start;
  const Straight& longest = *std::ranges::max_element(straights, {}, &Straight::length_m);
  circuit.speed_trap_m = circuit.wrapped(std::max(longest.begin_m, longest.end_m - kTrapBeforeEndM));
  circuit.drs_zones = drs_zones(circuit, straights);
  circuit.drs_allowed = drs_allowed(circuit);
  circuit.passing_zones = passing_zones(circuit, straights);
  return {};
}

}  // namespace slipstream::simulate

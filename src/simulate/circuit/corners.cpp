#include "simulate/circuit/corners.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <span>

#include "simulate/circuit/periodic.hpp"

namespace slipstream::simulate {
namespace {

constexpr double kStraightRadiusM = 450;  // wider bends belong to straights
constexpr double kLeastTurn = 9 * std::numbers::pi / 180;
constexpr double kOneCornerM = 30;  // bends the same way that are closer than this are one corner

/// A stretch that bends one way; the grid points [begin, end).
struct Bend {
  std::size_t begin = 0, end = 0;
  bool left = false;
};

/// A bend over the start line is two: the lap's last and its first.
std::vector<Bend> find_bends(const Circuit& circuit) {
  std::vector<int> sides;
  for (const float curvature : circuit.curvature) {
    const bool straight = std::abs(curvature) < 1 / kStraightRadiusM;
    sides.push_back(straight ? 0 : (curvature > 0 ? 1 : -1));
  }
  std::vector<Bend> bends;
  for (const RingRun& run : equal_runs(sides)) {
    if (sides[run.begin] == 0) continue;
    const std::size_t size = circuit.points(), end = run.begin + run.count;
    const bool left = sides[run.begin] > 0;
    bends.push_back({run.begin, std::min(end, size), left});
    if (end > size) bends.push_back({0, end - size, left});
  }
  std::ranges::sort(bends, {}, &Bend::begin);
  return bends;
}

std::vector<Bend> join_neighbours(const Circuit& circuit, const std::vector<Bend>& bends) {
  std::vector<Bend> joined;
  for (const Bend& bend : bends) {
    const bool same_corner =
        !joined.empty() && joined.back().left == bend.left &&
        static_cast<double>(bend.begin - joined.back().end) * circuit.step_m < kOneCornerM;
    if (same_corner) {
      joined.back().end = bend.end;
    } else {
      joined.push_back(bend);
    }
  }
  return joined;
}

double turn_of(const Circuit& circuit, const Bend& bend) {
  double turn = 0;
  for (std::size_t i = bend.begin; i < bend.end; ++i) turn += circuit.curvature[i] * circuit.step_m;
  return std::abs(turn);
}

Corner corner_of(const Circuit& circuit, const Bend& bend) {
  const auto of_bend = std::span(circuit.curvature).subspan(bend.begin, bend.end - bend.begin);
  const auto sharper = [](float a, float b) { return std::abs(a) < std::abs(b); };
  const auto apex = std::ranges::max_element(of_bend, sharper);
  const auto apex_point = bend.begin + static_cast<std::size_t>(apex - of_bend.begin());
  return {.number = 0,
          .begin_m = static_cast<double>(bend.begin) * circuit.step_m,
          .apex_m = static_cast<double>(apex_point) * circuit.step_m,
          .end_m = static_cast<double>(bend.end) * circuit.step_m,
          .radius_m = 1.0 / std::abs(*apex),
          .left = bend.left};
}

}  // namespace

std::vector<Corner> find_corners(const Circuit& circuit) {
  std::vector<Corner> corners;
  for (const Bend& bend : join_neighbours(circuit, find_bends(circuit))) {
    if (turn_of(circuit, bend) < kLeastTurn) continue;
    corners.push_back(corner_of(circuit, bend));
    corners.back().number = static_cast<int>(corners.size());
  }
  return corners;
}

std::vector<Straight> find_straights(const Circuit& circuit) {
  std::vector<Straight> straights;
  const std::vector<Corner>& corners = circuit.corners;
  for (std::size_t i = 0; i < corners.size(); ++i) {
    const bool last = i + 1 == corners.size();
    const Corner& next = corners[last ? 0 : i + 1];
    straights.push_back({corners[i].end_m, next.begin_m + (last ? circuit.length_m() : 0), next.radius_m});
  }
  return straights;
}

}  // namespace slipstream::simulate

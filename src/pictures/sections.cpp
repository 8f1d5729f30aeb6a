#include "pictures/sections.hpp"

#include <algorithm>
#include <cmath>

namespace slipstream::pictures {
namespace {

constexpr int kParts = 20;

std::vector<Section> stretches(const Comparison& comparison) {
  const double length_m = comparison.distance_m.back();
  std::vector<Section> sections;
  if (comparison.corners.empty()) {
    for (int part = 0; part < kParts; ++part) {
      const double begin_m = length_m * part / kParts;
      sections.push_back({.name = fmt::format("{:.2f} km", begin_m / 1000),
                          .begin_m = begin_m,
                          .end_m = length_m * (part + 1) / kParts});
    }
    return sections;
  }
  double begin_m = 0;
  for (std::size_t i = 0; i < comparison.corners.size(); ++i) {
    const bool last = i + 1 == comparison.corners.size();
    const double end_m =
        last ? length_m : (comparison.corners[i].distance_m + comparison.corners[i + 1].distance_m) / 2;
    sections.push_back({.name = "Turn " + comparison.corners[i].name, .begin_m = begin_m, .end_m = end_m});
    begin_m = end_m;
  }
  return sections;
}

}  // namespace

std::vector<Section> sections_of(const Comparison& comparison) {
  const std::vector<double>& grid = comparison.distance_m;
  const DistanceMap delta{grid, comparison.delta_s};
  std::vector<Section> sections = stretches(comparison);
  for (Section& section : sections) {
    section.lost_s = delta.own_at(section.end_m) - delta.own_at(section.begin_m);
    const auto begin = std::ranges::lower_bound(grid, section.begin_m) - grid.begin();
    const auto end = std::max(begin + 1, std::ranges::upper_bound(grid, section.end_m) - grid.begin());
    const auto lowest = [&](const std::vector<double>& speed) {
      return *std::min_element(speed.begin() + begin, speed.begin() + end);
    };
    section.a_lowest_kmh = lowest(comparison.a.speed_kmh);
    section.b_lowest_kmh = lowest(comparison.b.speed_kmh);
  }
  return sections;
}

}  // namespace slipstream::pictures

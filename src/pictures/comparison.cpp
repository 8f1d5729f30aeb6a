#include "pictures/comparison.hpp"

#include <algorithm>
#include <cmath>

#include "pictures/sections.hpp"

namespace slipstream::pictures {
namespace {

constexpr double kGridM = 5;
constexpr double kSmoothM = 100;
constexpr double kKnownEnough = 0.9;

std::vector<double> even_grid(double length_m) {
  const auto steps = std::max<std::size_t>(1, static_cast<std::size_t>(std::lround(length_m / kGridM)));
  std::vector<double> grid;
  for (std::size_t i = 0; i <= steps; ++i) {
    grid.push_back(length_m * static_cast<double>(i) / static_cast<double>(steps));
  }
  return grid;
}

/// The mean over so many points to both sides; fewer at the ends.
std::vector<double> smoothed(const std::vector<double>& values, std::size_t reach) {
  std::vector<double> means;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::size_t side = std::min({reach, i, values.size() - 1 - i});
    double sum = 0;
    for (std::size_t k = i - side; k <= i + side; ++k) sum += values[k];
    means.push_back(sum / static_cast<double>(2 * side + 1));
  }
  return means;
}

/// The part of the lap's time in which `is_so` holds for the channel, held from sample to sample.
template <class Predicate>
std::optional<double> part_of_time(const LapTrace& lap, const std::vector<double>& channel, Predicate is_so) {
  double known_s = 0, so_s = 0;
  for (std::size_t i = 0; i + 1 < lap.size(); ++i) {
    if (std::isnan(channel[i])) continue;
    const double dt = lap.time_s[i + 1] - lap.time_s[i];
    known_s += dt;
    if (is_so(channel[i])) so_s += dt;
  }
  if (known_s < kKnownEnough * lap.seconds()) return std::nullopt;
  return so_s / known_s;
}

ComparedLap on_grid(const LapTrace& lap, const std::vector<double>& grid, const DistanceMap& map) {
  ComparedLap out{.driver = lap.driver,
                  .lap = lap.lap,
                  .top_kmh = *std::ranges::max_element(lap.speed_kmh),
                  .lowest_kmh = *std::ranges::min_element(lap.speed_kmh)};
  for (const double distance : grid) {
    const double own = map.own_at(distance);
    out.time_s.push_back(lap.time_at(own));
    out.speed_kmh.push_back(lap.value_at(lap.speed_kmh, own));
    out.throttle_pct.push_back(lap.value_at(lap.throttle_pct, own));
    out.brake_pct.push_back(lap.held_at(lap.brake_pct, own));
    out.gear.push_back(lap.held_at(lap.gear, own));
  }
  out.full_throttle = part_of_time(lap, lap.throttle_pct, [](double pct) { return pct >= kFullThrottlePct; });
  out.braking = part_of_time(lap, lap.brake_pct, [](double pct) { return pct > 0; });
  return out;
}

/// b − a at the timing lines, by the official times.
std::vector<double> official_deltas(const domain::Lap& a, const domain::Lap& b, std::size_t lines) {
  const double whole = base::seconds(*b.lap_time - *a.lap_time);
  if (lines == 2) return {0, whole};
  const double first = base::seconds(*b.sectors[0] - *a.sectors[0]);
  return {0, first, first + base::seconds(*b.sectors[1] - *a.sectors[1]), whole};
}

/// Shifts the curve so that it goes through the official deltas; the shift is linear between lines.
void make_exact(Comparison& comparison, const std::vector<double>& lines_m) {
  const auto official = official_deltas(comparison.a.lap, comparison.b.lap, lines_m.size());
  std::vector<double> shifts;
  shifts.reserve(lines_m.size());
  const DistanceMap curve{comparison.distance_m, comparison.delta_s};
  for (std::size_t i = 0; i < lines_m.size(); ++i) shifts.push_back(official[i] - curve.own_at(lines_m[i]));
  const DistanceMap shift{lines_m, shifts};
  for (std::size_t i = 0; i < comparison.distance_m.size(); ++i) {
    comparison.delta_s[i] += shift.own_at(comparison.distance_m[i]);
    comparison.b.time_s[i] = comparison.a.time_s[i] + comparison.delta_s[i];
  }
}

}  // namespace

Comparison compare_laps(const LapTrace& a, const LapTrace& b, const std::vector<CornerMark>& corners) {
  Comparison out;
  out.distance_m = even_grid(a.length_m());
  const std::vector<double> lines_a = timing_lines(a);
  out.exact_at_sectors = lines_a.size() > 2 && timing_lines(b).size() > 2;
  out.timing_lines_m = out.exact_at_sectors ? lines_a : std::vector<double>{0, a.length_m()};
  const DistanceMap map = match_to(a, b);
  out.corners_matched = map.places() - out.timing_lines_m.size();
  out.a = on_grid(a, out.distance_m, DistanceMap{{0, a.length_m()}, {0, a.length_m()}});
  out.b = on_grid(b, out.distance_m, map);
  const bool same_driver = a.driver.id == b.driver.id;
  out.a.label = same_driver ? name_of(a.driver, a.lap) : std::string{a.driver.id.view()};
  out.b.label = same_driver ? name_of(b.driver, b.lap) : std::string{b.driver.id.view()};
  for (std::size_t i = 0; i < out.distance_m.size(); ++i) {
    out.delta_s.push_back(out.b.time_s[i] - out.a.time_s[i]);
  }
  out.delta_s = smoothed(out.delta_s, static_cast<std::size_t>(kSmoothM / kGridM / 2));
  make_exact(out, out.timing_lines_m);
  out.corners = places_on(a, corners);
  out.sections = sections_of(out);
  return out;
}

}  // namespace slipstream::pictures

#include "pictures/lap_matching.hpp"

#include <algorithm>
#include <cmath>

namespace slipstream::pictures {
namespace {

constexpr double kProminenceKmh = 15;
constexpr double kSamePlaceM = 40;
constexpr double kApartM = 60;          // a corner nearer to another known place adds doubt, not knowledge
constexpr double kLeastStretch = 0.85;  // of one lap against the other between two places

/// The vertex of the parabola through a minimum and its neighbours, as a distance.
double lowest_between_samples(const LapTrace& lap, std::size_t at) {
  if (at == 0 || at + 1 == lap.size()) return lap.distance_m[at];
  const double t0 = lap.time_s[at - 1] - lap.time_s[at], t2 = lap.time_s[at + 1] - lap.time_s[at];
  const double v0 = lap.speed_kmh[at - 1] - lap.speed_kmh[at], v2 = lap.speed_kmh[at + 1] - lap.speed_kmh[at];
  const double curve = (v2 / t2 - v0 / t0) / (t2 - t0);
  if (!(curve > 0)) return lap.distance_m[at];
  const double slope = v2 / t2 - curve * t2;
  return lap.distance_at(lap.time_s[at] + std::clamp(-slope / (2 * curve), t0, t2));
}

const SlowPoint* nearest_to(const std::vector<SlowPoint>& points, double distance_m) {
  const auto nearest = std::ranges::min_element(
      points, {}, [&](const SlowPoint& point) { return std::abs(point.distance_m - distance_m); });
  const bool near = nearest != points.end() && std::abs(nearest->distance_m - distance_m) <= kSamePlaceM;
  return near ? &*nearest : nullptr;
}

struct SamePlace {
  double reference_m = 0, own_m = 0;
};

/// Stretching between the two is no more than laps differ.
bool fits_between(const SamePlace& before, const SamePlace& after) {
  const double reference = after.reference_m - before.reference_m, own = after.own_m - before.own_m;
  return reference >= kApartM && own >= kApartM && own / reference >= kLeastStretch &&
         reference / own >= kLeastStretch;
}

std::vector<SamePlace> matched_lines(const LapTrace& reference, const LapTrace& lap) {
  const auto at_reference = timing_lines(reference), at_lap = timing_lines(lap);
  std::vector<SamePlace> places;
  if (at_reference.size() == at_lap.size()) {
    for (std::size_t i = 0; i < at_lap.size(); ++i) places.push_back({at_reference[i], at_lap[i]});
  } else {
    places = {{0, 0}, {reference.length_m(), lap.length_m()}};
  }
  return places;
}

DistanceMap map_through(const std::vector<SamePlace>& places) {
  std::vector<double> reference_m, own_m;
  for (const SamePlace& place : places) {
    reference_m.push_back(place.reference_m);
    own_m.push_back(place.own_m);
  }
  return {std::move(reference_m), std::move(own_m)};
}

}  // namespace

std::vector<SlowPoint> slow_points(const LapTrace& lap) {
  std::vector<SlowPoint> points;
  std::size_t lowest = 0;
  double highest = lap.speed_kmh.front();
  bool falling = false;
  for (std::size_t i = 1; i < lap.size(); ++i) {
    const double speed = lap.speed_kmh[i];
    if (falling) {
      if (speed < lap.speed_kmh[lowest]) lowest = i;
      if (speed < lap.speed_kmh[lowest] + kProminenceKmh) continue;
      points.push_back({lowest_between_samples(lap, lowest), lap.speed_kmh[lowest]});
      falling = false;
      highest = speed;
    } else {
      highest = std::max(highest, speed);
      if (speed > highest - kProminenceKmh) continue;
      falling = true;
      lowest = i;
    }
  }
  return points;
}

std::vector<double> timing_lines(const LapTrace& lap) {
  const auto& sectors = lap.lap.sectors;
  if (!sectors[0] || !sectors[1]) return {0, lap.length_m()};
  const double first_s = base::seconds(*sectors[0]), second_s = first_s + base::seconds(*sectors[1]);
  if (!(0 < first_s && first_s < second_s && second_s < lap.seconds())) return {0, lap.length_m()};
  return {0, lap.distance_at(first_s), lap.distance_at(second_s), lap.length_m()};
}

double DistanceMap::own_at(double reference_m) const {
  const auto after = std::ranges::upper_bound(reference_m_, reference_m);
  const auto next = std::clamp<std::ptrdiff_t>(after - reference_m_.begin(), 1,
                                               static_cast<std::ptrdiff_t>(reference_m_.size()) - 1);
  const auto i = static_cast<std::size_t>(next) - 1;
  const double part = (reference_m - reference_m_[i]) / (reference_m_[i + 1] - reference_m_[i]);
  return own_m_[i] + part * (own_m_[i + 1] - own_m_[i]);
}

DistanceMap match_to(const LapTrace& reference, const LapTrace& lap) {
  std::vector<SamePlace> places = matched_lines(reference, lap);
  const DistanceMap by_lines = map_through(places);
  const auto in_reference = slow_points(reference), in_lap = slow_points(lap);
  for (const SlowPoint& corner : in_reference) {
    const SlowPoint* same = nearest_to(in_lap, by_lines.own_at(corner.distance_m));
    if (same == nullptr) continue;
    const SamePlace place{corner.distance_m, same->distance_m};
    const auto after = std::ranges::upper_bound(places, place.reference_m, {}, &SamePlace::reference_m);
    if (after == places.begin() || after == places.end()) continue;
    if (fits_between(*std::prev(after), place) && fits_between(place, *after)) places.insert(after, place);
  }
  return map_through(places);
}

}  // namespace slipstream::pictures

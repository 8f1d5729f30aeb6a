#include "pictures/lap_matching.hpp"

#include <algorithm>
#include <cmath>

namespace slipstream::pictures {
namespace {

constexpr double kProminenceKmh = 15;
constexpr double kApartM = 60;          // a corner nearer to another known place adds doubt, not knowledge
constexpr double kLeastStretch = 0.85;  // of one lap against the other between two places
constexpr double kWindowM = 150, kWindowStepM = 5, kFurthestM = 30;
constexpr double kTrust = 0.5;  // of the fit, against distance

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

/// How badly speeds around the reference's place fit the lap's around its own; another speed as a whole does
/// not count.
double misfit(const LapTrace& reference, const LapTrace& lap, const SamePlace& place) {
  double sum = 0, squares = 0, count = 0;
  for (double around = -kWindowM; around <= kWindowM; around += kWindowStepM) {
    const double difference = lap.value_at(lap.speed_kmh, place.own_m + around) -
                              reference.value_at(reference.speed_kmh, place.reference_m + around);
    sum += difference;
    squares += difference * difference;
    ++count;
  }
  return squares / count - (sum / count) * (sum / count);
}

/// Where the lap's speeds fit best; nullopt if that is not within reach.
std::optional<double> best_fit(const LapTrace& reference, const LapTrace& lap, const SamePlace& place) {
  double best = 0, least = misfit(reference, lap, place);
  for (double shift = -kFurthestM; shift <= kFurthestM; ++shift) {
    const double here = misfit(reference, lap, {place.reference_m, place.own_m + shift});
    if (here < least) {
      least = here;
      best = shift;
    }
  }
  if (std::abs(best) >= kFurthestM) return std::nullopt;
  return place.own_m + best;
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

std::vector<double> slow_points(const LapTrace& lap) {
  std::vector<double> points;
  std::size_t lowest = 0;
  double highest = lap.speed_kmh.front();
  bool falling = false;
  for (std::size_t i = 1; i < lap.size(); ++i) {
    const double speed = lap.speed_kmh[i];
    if (falling) {
      if (speed < lap.speed_kmh[lowest]) lowest = i;
      if (speed < lap.speed_kmh[lowest] + kProminenceKmh) continue;
      points.push_back(lap.distance_m[lowest]);
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
  const std::vector<double> lines{0, lap.distance_at(first_s), lap.distance_at(second_s), lap.length_m()};
  const bool rising = std::ranges::adjacent_find(lines, std::ranges::greater_equal{}) == lines.end();
  return rising ? lines : std::vector<double>{0, lap.length_m()};
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
  for (const double corner_m : slow_points(reference)) {
    const double by_distance_m = by_lines.own_at(corner_m);
    const auto fit_m = best_fit(reference, lap, {corner_m, by_distance_m});
    if (!fit_m) continue;
    const SamePlace place{corner_m, by_distance_m + kTrust * (*fit_m - by_distance_m)};
    const auto after = std::ranges::upper_bound(places, corner_m, {}, &SamePlace::reference_m);
    if (after == places.begin() || after == places.end()) continue;
    if (fits_between(*std::prev(after), place) && fits_between(place, *after)) places.insert(after, place);
  }
  return map_through(places);
}

}  // namespace slipstream::pictures

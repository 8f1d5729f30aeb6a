#pragma once

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "driven_lap.hpp"

/// A race in figures that real and simulated ones are compared by.
namespace slipstream::simulate {

/// One lap of one car, from whatever source. Times in s.
struct LapOfRace {
  std::string driver;
  int lap = 0;
  std::optional<double> lap_time;
  std::optional<int> position;
  std::optional<double> tyre_life;
  int stint = 0;
  bool into_pits = false, out_of_pits = false;
  bool green = false;  ///< no flag at any time of the lap

  [[nodiscard]] bool clean() const { return lap_time && green && !into_pits && !out_of_pits && lap > 1; }
};

struct RaceFigures {
  double lap_time_spread = 0;  ///< of clean laps: from the first to the third quartile, by the median
  double stint_slope_s =
      0;  ///< median of all stints: how much a lap is slower than the one before, fuel included
  double stop_loss_s = 0;  ///< median
  double stops_per_car = 0;
  double overtakes = 0;  ///< on the track: changes of order from lap to lap among cars that do not stop
  std::size_t clean_laps = 0;
};

/// The slope of a straight line through the points by least squares.
inline double slope(const std::vector<std::pair<double, double>>& points) {
  double x = 0, y = 0, xx = 0, xy = 0;
  for (const auto& [px, py] : points) x += px, y += py, xx += px * px, xy += px * py;
  const auto n = static_cast<double>(points.size());
  return (n * xy - x * y) / (n * xx - x * x);
}

class RaceCounter {
 public:
  explicit RaceCounter(std::vector<LapOfRace> laps) {
    for (LapOfRace& lap : laps) {
      const std::pair key{lap.driver, lap.lap};
      laps_.insert_or_assign(key, std::move(lap));
    }
  }

  [[nodiscard]] RaceFigures count() const {
    std::vector<double> clean, slopes, losses;
    std::map<std::pair<std::string, int>, std::vector<std::pair<double, double>>> stints;
    std::map<std::string, std::vector<double>> by_driver;
    for (const auto& [key, lap] : laps_) {
      if (!lap.clean()) continue;
      clean.push_back(*lap.lap_time);
      by_driver[lap.driver].push_back(*lap.lap_time);
      if (lap.tyre_life) stints[{lap.driver, lap.stint}].emplace_back(*lap.tyre_life, *lap.lap_time);
    }
    for (const auto& [stint, points] : stints) {
      if (points.size() >= 8) slopes.push_back(slope(points));
    }
    std::size_t stops = 0;
    for (const auto& [key, lap] : laps_) {
      const LapOfRace* next = find(lap.driver, lap.lap + 1);
      if (!lap.into_pits || next == nullptr || !next->out_of_pits) continue;
      ++stops;
      if (!lap.lap_time || !next->lap_time || !lap.green || !next->green || lap.lap == 1) continue;
      if (by_driver[lap.driver].size() < 5) continue;
      losses.push_back(*lap.lap_time + *next->lap_time - 2 * quantile(by_driver[lap.driver], 0.5));
    }
    RaceFigures figures;
    figures.clean_laps = clean.size();
    if (clean.empty() || slopes.empty() || losses.empty()) return figures;
    const double median = quantile(clean, 0.5);
    figures.lap_time_spread = (quantile(clean, 0.75) - quantile(clean, 0.25)) / median;
    figures.stint_slope_s = quantile(slopes, 0.5);
    figures.stop_loss_s = quantile(losses, 0.5);
    figures.stops_per_car = static_cast<double>(stops) / static_cast<double>(by_driver.size());
    figures.overtakes = static_cast<double>(overtakes());
    return figures;
  }

 private:
  [[nodiscard]] const LapOfRace* find(const std::string& driver, int lap) const {
    const auto found = laps_.find({driver, lap});
    return found == laps_.end() ? nullptr : &found->second;
  }
  [[nodiscard]] std::size_t overtakes() const {
    std::map<int, std::vector<std::pair<int, int>>> moves;  // by lap: the positions before and after it
    for (const auto& [key, lap] : laps_) {
      const LapOfRace* before = find(lap.driver, lap.lap - 1);
      if (before == nullptr || !before->position || !lap.position || !lap.green) continue;
      if (lap.into_pits || lap.out_of_pits || before->into_pits || before->lap == 1) continue;
      moves[lap.lap].emplace_back(*before->position, *lap.position);
    }
    std::size_t changes = 0;
    for (const auto& [lap, cars] : moves) {
      for (const auto& [before, after] : cars) {
        changes += static_cast<std::size_t>(std::ranges::count_if(
            cars, [&](const auto& other) { return other.first < before && other.second > after; }));
      }
    }
    return changes;
  }

  std::map<std::pair<std::string, int>, LapOfRace> laps_;
};

}  // namespace slipstream::simulate

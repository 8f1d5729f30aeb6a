#include "openf1/documents/result_documents.hpp"

#include <algorithm>
#include <span>

#include "openf1/documents/gap_value.hpp"

namespace slipstream::openf1 {
namespace {

using Time = std::optional<Milliseconds>;
using Seconds = std::vector<std::optional<double>>;

std::optional<double> seconds_of(const Time& time) {
  return time ? std::optional{base::seconds(*time)} : std::nullopt;
}
Time behind(const Time& time, const Time& quickest) {
  return time && quickest ? Time{*time - *quickest} : std::nullopt;
}
void keep_quickest(Time& quickest, const Time& time) {
  if (time && (!quickest || *time < *quickest)) quickest = time;
}

/// Those without a position last.
void sort_by_position(std::vector<Document>& documents, Collection collection) {
  const std::size_t position = *field_index(collection, "position");
  const auto place = [position](const Document& document) {
    const auto* known = std::get_if<std::int64_t>(&document[position]);
    return known == nullptr ? INT64_MAX : *known;
  };
  std::ranges::stable_sort(documents, {}, place);
}

}  // namespace

void ResultDocuments::take(const source::TimingData& timing) {
  for (const source::CarTiming& update : timing.cars) {
    Car& car = cars_[update.car];
    update.position.apply_to(car.position);
    update.number_of_laps.apply_to(car.laps);
    update.best_lap_time.value.apply_to(car.best);
    update.gap_to_leader.apply_to(car.gap);
    update.retired.apply_to(car.retired);
    for (const auto& [part, best] : update.best_lap_times.items) {
      if (part < kParts) best.value.apply_to(car.part_bests[part]);
    }
  }
}

void ResultDocuments::take(const source::TimingAppData& tyres) {
  for (const source::CarTyres& update : tyres.cars) {
    if (update.grid_position.present()) update.grid_position.apply_to(cars_[update.car].grid);
  }
}

/// Article 54 of the sporting regulations: who covered 90 % of the winner's laps, whether or not still
/// driving.
bool ResultDocuments::is_classified(const Car& car) const {
  if (!car.retired.value_or(false)) return true;
  int most = 0;
  for (const auto& [number, other] : cars_) most = std::max(most, other.laps.value_or(0));
  return car.laps.value_or(0) * 10 >= most * 9;
}

void ResultDocuments::add_race_times(const Car& car, Document& result) const {
  result.emplace_back();  // the winner's time is not in the feed, and the others' are theirs behind it
  result.push_back(car.retired.value_or(false) ? Value{} : gap_value(car.gap));
}

void ResultDocuments::add_practice_times(const Car& car, Document& result) const {
  Time quickest;
  for (const auto& [number, other] : cars_) keep_quickest(quickest, other.best);
  result.push_back(seconds_or_null(car.best));
  result.push_back(seconds_or_null(behind(car.best, quickest)));
}

void ResultDocuments::add_qualifying_times(const Car& car, Document& result) const {
  Seconds durations, gaps;
  for (std::size_t part = 0; part < kParts; ++part) {
    Time quickest;
    for (const auto& [number, other] : cars_) keep_quickest(quickest, other.part_bests[part]);
    durations.push_back(seconds_of(car.part_bests[part]));
    gaps.push_back(seconds_of(behind(car.part_bests[part], quickest)));
  }
  result.emplace_back(std::move(durations));
  result.emplace_back(std::move(gaps));
}

std::vector<Document> ResultDocuments::finish_results(SessionKeys keys) const {
  std::vector<Document> results;
  if (type_.empty()) return results;
  for (const auto& [number, car] : cars_) {
    const bool is_placed = car.position && (!is_race() || is_classified(car));
    const Value unknown;
    Document result{keys.meeting_key,
                    keys.session_key,
                    is_placed ? Value{std::int64_t{*car.position}} : unknown,
                    std::int64_t{number},
                    value_or_null(car.laps),
                    unknown,  // points
                    is_race() ? value_or_null(car.retired) : unknown,
                    unknown,   // did not start
                    unknown};  // disqualified
    if (is_race()) {
      add_race_times(car, result);
    } else if (type_ == "Qualifying") {
      add_qualifying_times(car, result);
    } else {
      add_practice_times(car, result);
    }
    results.push_back(std::move(result));
  }
  sort_by_position(results, Collection::session_result);
  return results;
}

std::vector<Document> ResultDocuments::finish_grid(SessionKeys keys) const {
  std::vector<Document> grid;
  if (!is_race()) return grid;
  for (const auto& [number, car] : cars_) {
    if (!car.grid) continue;
    // 0 is the pit lane.
    const Value place = *car.grid > 0 ? Value{std::int64_t{*car.grid}} : Value{};
    grid.push_back({keys.meeting_key, keys.session_key, place, std::int64_t{number}, Value{}});
  }
  sort_by_position(grid, Collection::starting_grid);
  return grid;
}

}  // namespace slipstream::openf1

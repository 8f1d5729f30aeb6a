#include "prepare/tables/driver_ahead.hpp"

#include <algorithm>
#include <limits>
#include <optional>

#include "prepare/tables/sample_range.hpp"
#include "prepare/tables/telemetry_rows.hpp"

namespace slipstream::prepare {
namespace {

/// Metres: distances nearer than this are equal. On the grid many are, and sums of a whole session are not
/// exact to the last digit.
constexpr double kEqual = 1e-7;

constexpr double kFarAway = std::numeric_limits<double>::infinity();

std::vector<double> metres_driven(std::span<const CarSamples::PackedCar> cars) {
  std::vector<double> driven(cars.size());
  double sum = 0;
  for (std::size_t i = 1; i < cars.size(); ++i) {
    sum += metres(cars[i], cars[i].time_ms - cars[i - 1].time_ms);
    driven[i] = sum;
  }
  return driven;
}

}  // namespace

DriverAhead::DriverAhead(const SessionRecord& record, std::vector<std::size_t> order)
    : record_(record), order_(std::move(order)) {
  for (const DriverRecord& driver : record.drivers) driven_.push_back(metres_driven(driver.samples.cars()));
}

int DriverAhead::lap_number_at(std::size_t driver, std::int32_t time_ms, int fallback) const {
  int number = fallback;
  for (const LapRecord& row : record_.drivers[driver].laps) {
    if (row.lap.lap_start && in_ms(*row.lap.lap_start) <= time_ms) number = row.lap.lap_number;
  }
  return number;
}

DriverAhead::Stretch DriverAhead::stretch(std::size_t driver, int lap_number, std::int32_t from_ms,
                                          std::int32_t to_ms) const {
  const auto& laps = record_.drivers[driver].laps;
  const auto cars = record_.drivers[driver].samples.cars();
  if (laps.empty() || cars.empty()) return {};
  int first = lap_number_at(driver, from_ms, std::numeric_limits<int>::min());
  if (first == std::numeric_limits<int>::min()) {
    first = laps.front().lap.lap_number;
  } else if (first < lap_number) {
    ++first;  // behind: will cross the line later than we did
  }
  const auto ends_after = [to_ms](const LapRecord& row) { return in_ms(*row.lap.lap_end) >= to_ms; };
  const auto last_lap = std::ranges::find_if(laps, ends_after);
  const int last = last_lap != laps.end() ? last_lap->lap.lap_number : laps.back().lap.lap_number;
  // A lap without a start cannot be located: one lap more at the beginning.
  const auto named = [&](int number) {
    return std::ranges::find(laps, number, [](const LapRecord& row) { return row.lap.lap_number; });
  };
  if (const auto lap = named(last); first <= last && lap != laps.end() && !lap->lap.lap_start) --first;

  std::optional<std::int32_t> begin, end;
  for (const LapRecord& row : laps) {
    if (row.lap.lap_number < first || row.lap.lap_number > last) continue;
    if (row.lap.lap_start)
      begin = std::min(begin.value_or(in_ms(*row.lap.lap_start)), in_ms(*row.lap.lap_start));
    end = std::max(end.value_or(in_ms(*row.lap.lap_end)), in_ms(*row.lap.lap_end));
  }
  if (!begin || !end) return {};
  const SampleRange whole = samples_between(cars, *begin, *end);
  const SampleRange part = samples_between(cars, std::max(*begin, from_ms), std::min(*end, to_ms));
  if (whole.empty() || part.empty()) return {};
  const auto& driven = driven_[driver];
  return {part.first, part.end,
          metres(cars[whole.first], cars[whole.first].time_ms - *begin) - driven[whole.first]};
}

void DriverAhead::find(std::size_t driver, std::size_t first, std::span<domain::CarNumber> ahead,
                       std::span<double> metres) const {
  std::ranges::fill(ahead, TelemetryRows::kNobody);
  std::ranges::fill(metres, kFarAway);
  const auto own = record_.drivers[driver].samples.cars().subspan(first, ahead.size());
  const std::int32_t from = own.front().time_ms;
  const std::int32_t to = own.back().time_ms;
  const int lap_number = lap_number_at(driver, from, std::numeric_limits<int>::min());
  const Stretch mine = stretch(driver, lap_number, from, to);
  const std::size_t own_begin = std::max(mine.first, first + 1) - first;
  const std::size_t own_end = std::min(mine.end, first + ahead.size());

  for (const std::size_t other : order_) {
    if (other == driver) continue;
    const auto cars = record_.drivers[other].samples.cars();
    const Stretch theirs = stretch(other, lap_number, from, to);
    const auto& driven = driven_[other];
    const double base = theirs.base - mine.base;
    std::size_t k = theirs.first;
    for (std::size_t i = own_begin; first + i < own_end; ++i) {
      while (k < theirs.end && cars[k].time_ms < own[i].time_ms) ++k;
      if (k >= theirs.end) break;
      if (cars[k].time_ms != own[i].time_ms) continue;
      const bool stands = cars[k].speed_kmh == 0 && k > theirs.first;
      const double gap = driven[k] - driven_[driver][first + i] + base;
      if (stands || gap < -kEqual || gap >= metres[i] - kEqual) continue;
      metres[i] = std::max(gap, 0.0);
      ahead[i] = record_.drivers[other].driver.number;
    }
  }
  for (double& gap : metres) {
    if (gap == kFarAway) gap = TelemetryRows::kNone;
  }
}

}  // namespace slipstream::prepare

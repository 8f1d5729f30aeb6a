#include "prepare/tables/prepared_rows.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "prepare/tables/merge_drivers.hpp"
#include "prepare/tables/sample_range.hpp"

namespace slipstream::prepare {
namespace {

template <class T>
void keep_if_missing(std::optional<T>& later, const std::optional<T>& earlier) {
  if (!later) later = earlier;
}

/// The later lap's values, and the earlier one's where the later has none.
LapRecord laid_over(LapRecord later, const LapRecord& earlier) {
  keep_if_missing(later.lap.lap_time, earlier.lap.lap_time);
  for (std::size_t i = 0; i < later.sector_ends.size(); ++i) {
    keep_if_missing(later.lap.sectors[i], earlier.lap.sectors[i]);
    keep_if_missing(later.sector_ends[i], earlier.sector_ends[i]);
  }
  keep_if_missing(later.lap.pit_in, earlier.lap.pit_in);
  keep_if_missing(later.lap.pit_out, earlier.lap.pit_out);
  keep_if_missing(later.lap.compound, earlier.lap.compound);
  keep_if_missing(later.lap.tyre_life, earlier.lap.tyre_life);
  keep_if_missing(later.lap.fresh_tyre, earlier.lap.fresh_tyre);
  keep_if_missing(later.lap.stint, earlier.lap.stint);
  keep_if_missing(later.lap.position, earlier.lap.position);
  keep_if_missing(later.lap.personal_best, earlier.lap.personal_best);
  return later;
}

/// The existing pipeline writes each lap's fields to all rows from its start to its end, both included, one
/// lap after the other.
void write_laps_over_rows(PreparedDriver& driver) {
  driver.lap_of.assign(driver.rows.size(), PreparedDriver::kNoLap);
  const auto& times = driver.rows.time_ms;
  const std::size_t laps = driver.laps.size();
  for (std::size_t i = 0; i < laps; ++i) {
    const domain::Lap& lap = driver.laps[i].lap;
    if (!lap.lap_start || !lap.lap_end) continue;
    const auto first = std::ranges::lower_bound(times, in_ms(*lap.lap_start));
    const auto end = std::ranges::upper_bound(times, in_ms(*lap.lap_end));
    for (auto row = first - times.begin(); row < end - times.begin(); ++row) {
      std::uint16_t& index = driver.lap_of[static_cast<std::size_t>(row)];
      if (index == PreparedDriver::kNoLap) {
        index = static_cast<std::uint16_t>(i);
        continue;
      }
      driver.laps.push_back(laid_over(driver.laps[i], driver.laps[index]));
      index = static_cast<std::uint16_t>(driver.laps.size() - 1);
    }
  }
}

void order_by_time(PreparedDriver& driver) {
  const auto& times = driver.rows.time_ms;
  driver.order.resize(times.size());
  std::iota(driver.order.begin(), driver.order.end(), 0U);
  if (std::ranges::is_sorted(times)) return;
  std::ranges::stable_sort(driver.order, {}, [&](std::uint32_t row) { return times[row]; });
}

}  // namespace

std::vector<PreparedDriver> prepare_drivers(const SessionRecord& record, const Selection& selection,
                                            Flavour flavour) {
  const bool corrected = flavour == Flavour::corrected;
  std::vector<TelemetryRows> merged =
      merge_drivers(record, selection, corrected ? MergeOver::laps : MergeOver::whole_drive,
                    corrected ? Sentinels::missing : Sentinels::as_values);
  std::vector<PreparedDriver> drivers;
  for (const Classified& entry : classify(record)) {
    if (merged[entry.driver].size() == 0) continue;
    PreparedDriver& driver = drivers.emplace_back();
    driver.record = &record.drivers[entry.driver];
    driver.result = entry;
    driver.rows = std::move(merged[entry.driver]);
    driver.begin_ms = driver.rows.time_ms.front();
    driver.laps = driver.record->laps;
    if (corrected) {
      driver.lap_of = driver.rows.lap;
    } else {
      write_laps_over_rows(driver);
    }
    order_by_time(driver);
  }
  return drivers;
}

PreparedRows::PreparedRows(std::vector<PreparedDriver> drivers)
    : drivers_(std::move(drivers)), next_(drivers_.size(), 0) {}

void PreparedRows::next(std::vector<PreparedRow>& batch, std::size_t most) {
  batch.clear();
  while (batch.size() < most) {
    const PreparedDriver* earliest = nullptr;
    std::size_t its_index = 0;
    std::int32_t time = std::numeric_limits<std::int32_t>::max();
    for (std::size_t i = 0; i < drivers_.size(); ++i) {
      if (next_[i] == drivers_[i].order.size()) continue;
      const std::int32_t at = drivers_[i].rows.time_ms[drivers_[i].order[next_[i]]];
      if (earliest != nullptr && at >= time) continue;
      earliest = &drivers_[i];
      its_index = i;
      time = at;
    }
    if (earliest == nullptr) return;
    batch.push_back({earliest, earliest->order[next_[its_index]++]});
  }
}

}  // namespace slipstream::prepare

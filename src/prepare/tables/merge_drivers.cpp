#include "prepare/tables/merge_drivers.hpp"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <optional>
#include <thread>

#include "prepare/from_table/table_telemetry.hpp"
#include "prepare/tables/classification.hpp"

namespace slipstream::prepare {
namespace {

/// Merging is bound by memory bandwidth: more threads than this do not help.
constexpr unsigned kMostMergers = 4;

void merge_each_lap(const SessionRecord& record, std::size_t driver, const Selection& selection,
                    TelemetryMerger& merger, TelemetryRows& rows) {
  const auto& laps = record.drivers[driver].laps;
  for (std::size_t i = 0; i < laps.size(); ++i) {
    const domain::Lap& lap = laps[i].lap;
    if (!selection.takes(lap) || !lap.lap_start || !lap.lap_end) continue;
    merger.merge({driver, in_ms(*lap.lap_start), in_ms(*lap.lap_end), static_cast<std::uint16_t>(i)}, rows);
  }
}

void merge_whole_drive(const SessionRecord& record, std::size_t driver, TelemetryMerger& merger,
                       TelemetryRows& rows) {
  std::optional<std::int32_t> from, to;
  for (const LapRecord& row : record.drivers[driver].laps) {
    if (row.lap.lap_start)
      from = std::min(from.value_or(in_ms(*row.lap.lap_start)), in_ms(*row.lap.lap_start));
    if (row.lap.lap_end) to = std::max(to.value_or(in_ms(*row.lap.lap_end)), in_ms(*row.lap.lap_end));
  }
  if (from && to) merger.merge({driver, *from, *to, 0}, rows);
}

/// Of telemetry that is merged already.
TelemetryRows taken_rows(const DriverRecord& driver, const Selection& selection, Sentinels sentinels) {
  TelemetryRows rows = *driver.merged;
  if (sentinels == Sentinels::missing) forget_sentinels(rows);
  if (!selection.lap) return rows;
  const auto lap =
      std::ranges::find_if(driver.laps, [&](const LapRecord& row) { return selection.takes(row.lap); });
  if (lap == driver.laps.end()) return {};
  rows.keep_lap(static_cast<std::uint16_t>(lap - driver.laps.begin()));
  return rows;
}

}  // namespace

std::vector<TelemetryRows> merge_drivers(const SessionRecord& record, const Selection& selection,
                                         MergeOver over, Sentinels sentinels) {
  std::vector<std::size_t> order;
  for (const Classified& entry : classify(record)) order.push_back(entry.driver);
  const DriverAhead driver_ahead(record, std::move(order));
  std::vector<TelemetryRows> merged(record.drivers.size());
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    TelemetryMerger merger(record, driver_ahead, sentinels);
    for (std::size_t i = next++; i < merged.size(); i = next++) {
      const DriverRecord& driver = record.drivers[i];
      if (!selection.takes(driver.driver)) continue;
      if (driver.merged) {
        merged[i] = taken_rows(driver, selection, sentinels);
        continue;
      }
      if (!selection.lap) merged[i].reserve(driver.samples.car_count() + driver.samples.position_count());
      if (over == MergeOver::laps) {
        merge_each_lap(record, i, selection, merger, merged[i]);
      } else {
        merge_whole_drive(record, i, merger, merged[i]);
      }
    }
  };
  const unsigned wanted = std::min(std::thread::hardware_concurrency(), kMostMergers);
  std::vector<std::jthread> helpers;
  for (unsigned i = 1; i < wanted; ++i) helpers.emplace_back(work);
  work();
  helpers.clear();  // waits for them
  return merged;
}

}  // namespace slipstream::prepare

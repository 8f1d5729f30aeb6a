#include "prepare/tables/telemetry_rows.hpp"

namespace slipstream::prepare {
namespace {

/// `change(column)` of each column.
template <class Change>
void for_each_column(TelemetryRows& rows, Change change) {
  change(rows.time_ms);
  change(rows.lap);
  change(rows.source);
  for (auto* column : {&rows.speed_kmh, &rows.rpm, &rows.throttle_pct, &rows.distance_m,
                       &rows.relative_distance, &rows.x, &rows.y, &rows.z, &rows.ahead_m}) {
    change(*column);
  }
  change(rows.ahead);
  change(rows.gear);
  change(rows.brake);
  change(rows.drs);
  change(rows.off_track);
}

}  // namespace

void TelemetryRows::reserve(std::size_t rows) {
  for_each_column(*this, [rows](auto& column) { column.reserve(rows); });
}

void TelemetryRows::keep_lap(std::uint16_t index) {
  const std::vector<std::uint16_t> lap_of = lap;
  for_each_column(*this, [&](auto& column) {
    std::size_t kept = 0;
    for (std::size_t row = 0; row < lap_of.size(); ++row) {
      if (lap_of[row] == index) column[kept++] = column[row];
    }
    column.resize(kept);
  });
}

}  // namespace slipstream::prepare

#include "prepare/tables/telemetry_rows.hpp"

namespace slipstream::prepare {

void TelemetryRows::reserve(std::size_t rows) {
  time_ms.reserve(rows);
  lap.reserve(rows);
  source.reserve(rows);
  for (auto* column :
       {&speed_kmh, &rpm, &throttle_pct, &distance_m, &relative_distance, &x, &y, &z, &ahead_m}) {
    column->reserve(rows);
  }
  ahead.reserve(rows);
  gear.reserve(rows);
  brake.reserve(rows);
  drs.reserve(rows);
  off_track.reserve(rows);
}

}  // namespace slipstream::prepare

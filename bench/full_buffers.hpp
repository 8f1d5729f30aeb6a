#pragma once

#include <cmath>
#include <string>

#include "store/store.hpp"

namespace slipstream::bench {

inline constexpr int kDrivers = 20;
inline constexpr int kRowsPerDriver = 60'000;
inline constexpr std::chrono::milliseconds kTick{120};

/// Puts record `number` of a car on a lap of fast and slow corners into `store`.
inline void apply_synthetic(store::Store& store, int driver, int number, WallTime end) {
  const double lap = (number + 37 * driver) % 680 / 680.0;
  const double phase = 25 * lap;
  const std::string id = "D" + std::to_string(driver);
  codec::TelemetryRecord record;
  record.stamp = {end - kTick * (kRowsPerDriver - number), "synthetic", "run", 0};
  domain::TelemetrySample& sample = record.sample;
  sample.driver = std::string_view{id};
  sample.time = SessionTime{kTick * number};
  sample.date = UtcTime{std::chrono::hours{480'000} + kTick * number};
  sample.speed_kmh = 190 + 110 * std::sin(phase);
  sample.rpm = 10'500 + 1200 * std::sin(3 * phase);
  sample.throttle_pct = std::sin(phase) > 0 ? 100 : 0;
  sample.brake_pct = std::sin(phase) < -0.5 ? 100 : 0;
  sample.gear = static_cast<std::int8_t>(4 + 4 * std::sin(phase));
  sample.drs_open = lap > 0.9;
  sample.x = 5000 * std::cos(6.28 * lap);
  sample.y = 4000 * std::sin(6.28 * lap);
  sample.z = 100;
  sample.distance_m = 4300 * lap;
  sample.lap_number = number / 680 + 1;
  sample.position = driver + 1;
  store.apply(record, {store::Input::telemetry, driver % 4, number});
}

/// 20 × 60,000 points, the last one at `end`.
inline void fill(store::Store& store, WallTime end) {
  store.begin_batch(end);
  for (int number = 0; number < kRowsPerDriver; ++number) {
    for (int driver = 0; driver < kDrivers; ++driver) apply_synthetic(store, driver, number, end);
  }
  store.finish_batch(end);
}

}  // namespace slipstream::bench

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace slipstream::store {

/// What can be asked for per driver (CONTRACTS §3.1). The first kRowMetrics have a value with every telemetry
/// record; the others change seldom and are kept as steps.
enum class Metric : std::uint8_t {
  speed,
  rpm,
  throttle,
  brake,
  gear,
  drs,
  wheel_spin,
  wheel_spin_pct,
  expected_speed,
  gear_anomaly,
  x,
  y,
  z,
  distance,
  lap_number,
  position,
  gap,
  interval,
  laps_down,
  tyre_life,
};
inline constexpr std::size_t kMetrics = 20;
inline constexpr std::size_t kRowMetrics = 14;
inline constexpr std::size_t kStepMetrics = kMetrics - kRowMetrics;

[[nodiscard]] std::string_view to_string(Metric metric);
[[nodiscard]] std::optional<Metric> metric_from(std::string_view name);
/// All of them, in the order of the contract.
[[nodiscard]] const std::array<Metric, kMetrics>& all_metrics();
/// Decimals its values are written with, those of `f1-telemetry` and `f1-session`.
[[nodiscard]] int decimals(Metric metric);

[[nodiscard]] constexpr bool is_step(Metric metric) {
  return static_cast<std::size_t>(metric) >= kRowMetrics;
}

}  // namespace slipstream::store

#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "store/metric.hpp"
#include "store/series.hpp"

namespace slipstream::store {

/// One telemetry record as the buffers keep it. Floats that are not known are NaN.
struct TelemetryRow {
  static constexpr std::int64_t kNoTime = std::numeric_limits<std::int64_t>::min();
  static constexpr float kUnknown = std::numeric_limits<float>::quiet_NaN();

  std::int64_t wall_ms = 0;         ///< Unix time of production
  std::int64_t event_ms = kNoTime;  ///< Unix time of the sample itself; kNoTime if not known
  float speed_kmh = kUnknown, rpm = kUnknown, throttle_pct = kUnknown, brake_pct = kUnknown;
  float expected_speed_kmh = kUnknown;
  float x = kUnknown, y = kUnknown, z = kUnknown;  ///< 1/10 m
  float distance_m = kUnknown;
  std::optional<std::int8_t> gear;
  std::optional<bool> drs_open, wheel_spin, gear_anomaly;
  bool gap_before = false;  ///< nothing connects it to the row before: another run, a pause, an outage
};

/// CONTRACTS §6: how much faster the wheels turn than the car goes, 0 or more; NaN where that cannot be told
/// (either not known, or standing).
[[nodiscard]] float wheel_spin_pct(float expected_speed_kmh, float speed_kmh);

/// Up to kCapacity rows in columns, 46 bytes a row. One thread appends; what it has published never changes,
/// so any number of threads may read rows below size() at the same time.
class TelemetryChunk {
 public:
  static constexpr std::size_t kCapacity = 512;

  /// Times are kept relative to those of `first`, which is not appended by this.
  explicit TelemetryChunk(const TelemetryRow& first);

  /// Rows that may be read.
  [[nodiscard]] std::size_t size() const { return size_.load(std::memory_order_acquire); }
  /// Whether `row` can be added: there is room, and its times are within 24 days of the first row's.
  [[nodiscard]] bool fits(const TelemetryRow& row) const;
  /// Appends; only if it fits.
  void append(const TelemetryRow& row);

  [[nodiscard]] std::int64_t wall_ms(std::size_t row) const { return wall_base_ms_ + wall_[row]; }
  /// kNoTime if not known.
  [[nodiscard]] std::int64_t event_ms(std::size_t row) const {
    return event_[row] == kNoDelta ? TelemetryRow::kNoTime : event_base_ms_ + event_[row];
  }
  [[nodiscard]] bool gap_before(std::size_t row) const { return (flags_[row] & line_break) != 0; }
  /// At least one of the rows below size() has gap_before.
  [[nodiscard]] bool has_gaps() const { return has_gaps_.load(std::memory_order_relaxed); }
  /// Every row below size() has an event time, later than the row before it.
  [[nodiscard]] bool event_times_rise() const { return event_times_rise_.load(std::memory_order_relaxed); }
  [[nodiscard]] TelemetryRow row(std::size_t index) const;

  /// The metric is kept as a column of its own; the others are computed from columns.
  [[nodiscard]] static bool is_column(Metric metric);
  /// Rows [begin, end) of a metric that is a column; NaN where not known.
  [[nodiscard]] std::span<const float> column(Metric metric, std::size_t begin, std::size_t end) const;
  /// Appends rows [begin, end) of any row metric to `out`.
  void append_values(Metric metric, std::size_t begin, std::size_t end, std::vector<float>& out) const;

  [[nodiscard]] std::span<const std::int32_t> times(Axis axis, std::size_t begin, std::size_t end) const {
    return std::span{axis == Axis::wall ? wall_ : event_}.subspan(begin, end - begin);
  }
  /// What times() are relative to, Unix ms.
  [[nodiscard]] std::int64_t base_ms(Axis axis) const {
    return axis == Axis::wall ? wall_base_ms_ : event_base_ms_;
  }

 private:
  static constexpr std::int32_t kNoDelta = std::numeric_limits<std::int32_t>::min();
  static constexpr std::int8_t kNoGear = -1;
  enum Flag : std::uint8_t {
    line_break = 1,
    drs_known = 2,
    drs_set = 4,
    spin_known = 8,
    spin_set = 16,
    anomaly_known = 32,
    anomaly_set = 64,
  };
  enum Column : std::uint8_t { speed, rpm, throttle, brake, expected, x, y, z, distance, column_count };

  [[nodiscard]] static Column column_of(Metric metric);
  [[nodiscard]] float value(Metric metric, std::size_t row) const;
  [[nodiscard]] std::optional<bool> flag(std::size_t row, Flag known, Flag set) const;

  std::atomic<std::uint32_t> size_ = 0;
  std::atomic<bool> has_gaps_ = false;
  std::atomic<bool> event_times_rise_ = true;
  std::int64_t wall_base_ms_;
  std::int64_t event_base_ms_;
  std::array<std::int32_t, kCapacity> wall_;
  std::array<std::int32_t, kCapacity> event_;
  std::array<std::array<float, kCapacity>, column_count> columns_;
  std::array<std::int8_t, kCapacity> gear_;
  std::array<std::uint8_t, kCapacity> flags_;
};

}  // namespace slipstream::store

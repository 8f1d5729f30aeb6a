#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>

#include "store/metric.hpp"

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
  [[nodiscard]] bool gap_before(std::size_t row) const { return (flags_[row] & kGapBefore) != 0; }
  [[nodiscard]] TelemetryRow row(std::size_t index) const;

  using Scratch = std::array<float, kCapacity>;
  /// Values of rows [begin, end) of a row metric, NaN where not known: the column itself, or computed into
  /// `scratch`.
  [[nodiscard]] std::span<const float> values(Metric metric, std::size_t begin, std::size_t end,
                                              Scratch& scratch) const;

 private:
  static constexpr std::int32_t kNoDelta = std::numeric_limits<std::int32_t>::min();
  static constexpr std::int8_t kNoGear = -1;
  enum Flag : std::uint8_t {
    kGapBefore = 1,
    kDrsKnown = 2,
    kDrsOpen = 4,
    kSpinKnown = 8,
    kSpin = 16,
    kAnomalyKnown = 32,
    kAnomaly = 64,
  };
  enum Column : std::uint8_t { speed, rpm, throttle, brake, expected, x, y, z, distance, kColumns };

  [[nodiscard]] float flag_value(std::size_t row, Flag known, Flag set) const;

  std::atomic<std::uint32_t> size_ = 0;
  std::int64_t wall_base_ms_;
  std::int64_t event_base_ms_;
  std::array<std::int32_t, kCapacity> wall_;
  std::array<std::int32_t, kCapacity> event_;
  std::array<std::array<float, kCapacity>, kColumns> columns_;
  std::array<std::int8_t, kCapacity> gear_;
  std::array<std::uint8_t, kCapacity> flags_;
};

}  // namespace slipstream::store

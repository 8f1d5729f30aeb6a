#pragma once

#include <cstddef>
#include <optional>

#include "base/time.hpp"
#include "prepare/telemetry_columns.hpp"

namespace slipstream::prepare {

/// A stretch without a sample, longer than the feed's own spacing ever is.
struct SampleGap {
  static constexpr Milliseconds kLongerThan{2000};
  SessionTime from;  ///< of the last sample before it
  Milliseconds length{0};
  std::optional<int> lap_number;  ///< at `from`
};

/// How one driver's samples follow each other.
struct Sampling {
  /// Distinct instants a second, gaps not counted; nullopt with fewer than two samples.
  std::optional<double> rate_hz;
  std::size_t gaps = 0;
  std::optional<SampleGap> longest_gap;
};

[[nodiscard]] Sampling sampling_of(const TelemetryColumns& columns);

}  // namespace slipstream::prepare

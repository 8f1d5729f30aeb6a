#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/time.hpp"
#include "prepare/car_timeline.hpp"
#include "prepare/sample_store.hpp"
#include "prepare/telemetry_columns.hpp"

namespace slipstream::prepare {

/// What one car's telemetry is made of.
struct CarInput {
  CarSamples samples;
  CarTimeline timeline;
};

struct MergedCar {
  TelemetryColumns columns;
  std::uint64_t empty_rows = 0;  ///< instants at which nothing at all was known: left out
};

/// Merges one car's whole session (MergeKernel, ContextTracker) into columns. Cars are independent: any
/// number of threads may merge different ones.
[[nodiscard]] MergedCar merge_car(const CarInput& car, const std::vector<StatusStep>& track,
                                  std::optional<UtcTime> zero, std::size_t look_ahead);

}  // namespace slipstream::prepare

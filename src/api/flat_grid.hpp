#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "store/series.hpp"

namespace slipstream::api {

/// Several series on one grid of time.
struct FlatGrid {
  std::int64_t step_ms = 100;  ///< from 1
  /// How long a value stands for the cells after its own; nullopt: until the next one.
  std::optional<std::int64_t> carried_ms = 1000;
  std::size_t max_rows = 0;  ///< more make the step longer; 0: no limit
};

/// Calls `row(time_ms, values)` for each cell in which at least one series has a value: the last one of the
/// cell, or one carried on. `values` has one entry per series, NaN where there is none.
void for_each_row(std::span<const std::vector<store::Point>> series, const FlatGrid& grid,
                  const std::function<void(std::int64_t, std::span<const float>)>& row);

}  // namespace slipstream::api

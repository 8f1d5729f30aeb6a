#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

#include "cli/command.hpp"
#include "plot/ink.hpp"

namespace slipstream::cli {

/// Measures how reading scales with the consumers of a group on Kafka while each keeps the same work. A first
/// reading of each scenario warms up and does not count.
struct WeakScalingOptions {
  std::vector<int> consumers;       ///< a scenario each; empty: `scaling.scenarios`
  int partitions = 4;               ///< of each consumer
  std::uint64_t records = 100'000;  ///< of each consumer; a multiple of its partitions
  std::optional<int> repeats;       ///< readings of a scenario; nullopt: as many as `duration` has room for
  std::optional<std::chrono::seconds> duration;  ///< nullopt: `scaling.duration_per_scenario`
  std::vector<std::filesystem::path> outputs;    ///< .csv or .svg
  plot::Theme theme = plot::Theme::automatic;
};
/// Errors: invalid_argument (the embedded engine, an option), interrupted, what the log says. The topics it
/// makes are gone afterwards, however it ends.
Result<> weak_scaling(const Context& context, const WeakScalingOptions& options);

}  // namespace slipstream::cli

#pragma once

#include <string>
#include <vector>

#include "cli/scaling/scaling_figures.hpp"

namespace slipstream::cli {

/// What `bench weak-scaling` found: scenarios by consumers, fewest first; at least one. Efficiency and ratios
/// are against the first.
struct ScalingReport {
  unsigned cores = 1;  ///< of this machine
  std::vector<ScalingFigures> scenarios;
};

/// A table for a terminal, with a line on how to read it.
[[nodiscard]] std::string scaling_text(const ScalingReport& report);
/// One line a scenario under a line of names; seconds with six decimals.
[[nodiscard]] std::string scaling_csv(const ScalingReport& report);
/// One JSON document, with every single reading.
[[nodiscard]] std::string scaling_json(const ScalingReport& report);

}  // namespace slipstream::cli

#pragma once

#include <string>

#include "cli/scaling/scaling_report.hpp"
#include "plot/ink.hpp"

namespace slipstream::cli {

/// CPU per record, throughput and efficiency over the number of consumers; each reading is a dot, medians
/// are joined. A whole SVG document.
[[nodiscard]] std::string draw_scaling(const ScalingReport& report, plot::Theme theme);

}  // namespace slipstream::cli

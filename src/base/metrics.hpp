#pragma once

#include <prometheus/registry.h>

namespace slipstream::base {

/// The program's one registry: what every room counts or measures of itself, collected by GET /metrics.
/// Thread-safe, and so are the metrics in it.
[[nodiscard]] prometheus::Registry& metrics_registry();

}  // namespace slipstream::base

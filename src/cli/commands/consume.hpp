#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "cli/command.hpp"

namespace slipstream::cli {

/// Reads topics, runs the anomaly rules on telemetry, and reports counts and latencies.
struct ConsumeOptions {
  std::string group = "slipstream-consume";
  std::vector<std::string> topics;            ///< empty: telemetry
  std::vector<std::string> drivers;           ///< empty: all
  std::int64_t max_messages = 0;              ///< 0: no limit
  std::chrono::milliseconds timeout{10'000};  ///< ends after so long without a record
};
Result<> consume(const Context& context, const ConsumeOptions& options);

}  // namespace slipstream::cli

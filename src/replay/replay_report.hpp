#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "domain/replay.hpp"

namespace slipstream::replay {

/// What a replay did so far, or in all.
struct ReplayReport {
  std::uint64_t messages_sent = 0;  ///< telemetry and session messages
  std::uint64_t telemetry_sent = 0;
  std::uint64_t session_messages_sent = 0;
  std::uint64_t bytes_sent = 0;  ///< keys and values
  std::uint64_t runs = 0;        ///< one, and one more for each seek and loop
  double duration_seconds = 0;   ///< wall time from start() to the end, pauses included
  double messages_per_second = 0;
  /// How long after its deadline a record was handed to the log. Records sent at speed max have none.
  double max_lateness_ms = 0, mean_lateness_ms = 0, p50_lateness_ms = 0, p99_lateness_ms = 0;
  /// Session time played per wall time, pauses left out; nullopt before anything was played.
  std::optional<double> effective_speed;
  std::string run_id;           ///< of the newest run
  domain::ReplayStatus status;  ///< where it stands
};

}  // namespace slipstream::replay

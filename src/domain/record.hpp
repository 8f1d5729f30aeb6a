#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace slipstream::domain {

/// The topics of CONTRACTS §1 by their default names; a configuration may rename them.
struct TopicNames {
  std::string telemetry = "f1-telemetry";
  std::string alerts = "f1-alerts";
  std::string predictions = "f1-predictions";
  std::string session = "f1-session";
  std::string control = "f1-control";
  std::string positions = "f1-driver-positions";
  std::string average_speed = "driver-avg-speed";
  std::string state = "f1-state";
  std::string dead_letter = "f1-dead-letter";
  std::string schemas = "f1-schemas";
};

/// A record without run_id (a foreign producer's) belongs to this run.
inline constexpr std::string_view kExternalRun = "external";

/// What every JSON record carries besides its content: when it was made, and its identity.
/// Views: into the decoded bytes, or into the producer's own texts.
struct Stamp {
  WallTime produced_at;
  std::string_view session_key;
  std::string_view run_id = kExternalRun;
  std::uint64_t seq = 0;  ///< from 0 per producer, partition and run
};

}  // namespace slipstream::domain

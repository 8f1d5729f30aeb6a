#pragma once

#include <optional>
#include <stop_token>
#include <string>

#include "base/result.hpp"
#include "domain/record.hpp"
#include "library/runs/run_library.hpp"
#include "log/log.hpp"

namespace slipstream::store {

/// A run to look for in the log.
struct RunInLog {
  std::string run_id;
  WallTime began;  ///< nothing of it is older
};

/// Reads a run back from the log and files its telemetry, laps and alerts into the library. nullopt: it was
/// filed before, or the log has no telemetry of it any more. Records that cannot be understood are left out.
/// Errors: what the log says; as RunLibrary::begin and file; interrupted. Nothing is left behind then.
Result<std::optional<library::RunEntry>> file_run(log::Log& log, const domain::TopicNames& topics,
                                                  const library::RunLibrary& runs, const RunInLog& run,
                                                  const std::stop_token& stop = {});

}  // namespace slipstream::store

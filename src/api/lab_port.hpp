#pragma once

#include <string_view>

#include "base/result.hpp"
#include "domain/lab_race.hpp"
#include "lab/lab_store.hpp"
#include "lab/race_request.hpp"

namespace slipstream::api {

/// The race lab of a process. Any thread.
class LabPort {
 public:
  virtual ~LabPort() = default;
  /// What is known of races, wherever they run.
  virtual lab::LabStore& store() = 0;
  /// Starts a race. Errors: invalid_argument (an unknown driver, a race too short), exhausted (too many
  /// races), unavailable, conflict (this process cannot run races: it may not write the log).
  virtual Result<domain::LabRace> start(const lab::RaceRequest& request) = 0;
  /// Ends a race wherever it runs, and waits for that. Errors: not_found (no such race), conflict (it is
  /// over, or nobody obeys).
  virtual Result<> stop(std::string_view race_id) = 0;
};

}  // namespace slipstream::api

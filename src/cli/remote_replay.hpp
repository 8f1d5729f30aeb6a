#pragma once

#include <functional>
#include <string>

#include "api/context.hpp"
#include "cli/control_channel.hpp"

namespace slipstream::cli {

/// Steers the replay of another process through the log: whoever plays the current run obeys. Thread-safe.
class RemoteReplay : public api::ReplayPort {
 public:
  /// `current_run`: the run that is shown; empty while there is none. `log` must outlive it.
  RemoteReplay(log::Log& log, domain::TopicNames topics, std::function<std::string()> current_run)
      : control_(log, std::move(topics)), current_run_(std::move(current_run)) {}

  Result<domain::ReplayStatus> command(domain::ReplayCommand command) override;
  /// Errors: conflict, always: a session is played by the process that has it.
  Result<domain::ReplayStatus> start(std::string_view session_key, domain::ReplayCommand options) override;

 private:
  ControlChannel control_;
  const std::function<std::string()> current_run_;
};

}  // namespace slipstream::cli

#pragma once

#include <chrono>
#include <mutex>
#include <string>

#include "base/result.hpp"
#include "domain/record.hpp"
#include "domain/replay.hpp"
#include "log/log.hpp"

namespace slipstream::cli {

/// Sends commands on `f1-control` and waits for their answers on `f1-session`: whoever replays, here or in
/// another process, obeys. Thread-safe; one command at a time.
class ControlChannel {
 public:
  /// `log` must outlive the channel.
  ControlChannel(log::Log& log, domain::TopicNames topics) : log_(log), topics_(std::move(topics)) {}

  /// The replay's state after it obeyed. Fills an empty `request_id` in. Errors: invalid_argument (refused,
  /// with the replay's reason), conflict (nobody answered within `patience`), and what the log says.
  Result<domain::ReplayStatus> ask(domain::ReplayCommand command,
                                   std::chrono::milliseconds patience = std::chrono::seconds{5});

 private:
  Result<> send(const domain::ReplayCommand& command);

  log::Log& log_;
  const domain::TopicNames topics_;
  std::mutex mutex_;
};

}  // namespace slipstream::cli

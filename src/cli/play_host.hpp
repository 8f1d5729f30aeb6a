#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "api/context.hpp"
#include "cli/command.hpp"
#include "cli/control_channel.hpp"
#include "log/log.hpp"
#include "prepare/prepared_session.hpp"
#include "replay/replay.hpp"

namespace slipstream::cli {

/// Holds the replay of a serving process and steers it for the API. Thread-safe.
class PlayHost : public api::ReplayPort {
 public:
  /// `log` must outlive the host; `defaults` are those of every replay started here.
  PlayHost(const Context& context, log::Log& log, replay::ReplayOptions defaults);

  /// Plays `session`; a replay that runs is stopped before. Errors: as replay::Replay::start.
  Result<> play(std::shared_ptr<const prepare::PreparedSession> session, replay::ReplayOptions options);
  /// Ends the replay; everything sent is durable then.
  void stop();
  /// Why the replay ended by itself; nullopt while it works.
  [[nodiscard]] std::optional<std::string> failure();

  Result<domain::ReplayStatus> command(domain::ReplayCommand command) override;
  Result<domain::ReplayStatus> start(std::string_view session_key, domain::ReplayCommand options) override;

 private:
  void stop_current();
  /// The one played last, which need not be in the library, else as open_session.
  Result<std::shared_ptr<const prepare::PreparedSession>> session_named(std::string_view key);

  const Context& context_;
  log::Log& log_;
  const replay::ReplayOptions defaults_;
  ControlChannel control_;
  std::mutex mutex_;
  std::unique_ptr<replay::Replay> replay_;                   // guarded by mutex_
  std::shared_ptr<const prepare::PreparedSession> session_;  // guarded by mutex_: the one played last
};

}  // namespace slipstream::cli

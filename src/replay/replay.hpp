#pragma once

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "base/result.hpp"
#include "domain/replay.hpp"
#include "log/log.hpp"
#include "prepare/prepared_session.hpp"
#include "replay/control_listener.hpp"
#include "replay/player.hpp"
#include "replay/replay_clock.hpp"
#include "replay/replay_options.hpp"
#include "replay/replay_report.hpp"

namespace slipstream::replay {

/// Plays a prepared session onto the log at its own pace, or another; obeys commands on `f1-control` and
/// answers them on `f1-session`. When the log is behind, the replay waits and reports its lateness; nothing
/// is dropped.
///
/// Threads: "replay-timer" sends, "replay-control" reads commands. All members may be called from any
/// thread; start() once.
class Replay {
 public:
  /// `log` must outlive the replay. The topics have to exist.
  Replay(log::Log& log, std::shared_ptr<const prepare::PreparedSession> session, ReplayOptions options,
         std::shared_ptr<ReplayClock> clock = std::make_shared<SystemClock>());
  /// Stops it.
  ~Replay();
  Replay(const Replay&) = delete;
  Replay& operator=(const Replay&) = delete;

  /// Errors: invalid_argument (a start point, driver or option that this session does not have), not_found
  /// (a topic is missing), and what the log says.
  Result<> start();
  /// What start() would refuse, without starting anything. start() does it too.
  Result<> check() const;
  /// Waits for the end. Errors: why the log took no more.
  Result<ReplayReport> wait();
  /// Ends the replay: what was sent is made durable, at most for a second. wait() tells how it went.
  void stop();

  /// Carries a command out and answers with where the replay stands then. Errors: invalid_argument
  /// (refused: the message says why), not_found (another replay's run), unavailable (not running), timeout
  /// (the log holds the replay up; the command will be carried out).
  Result<domain::ReplayStatus> command(domain::ReplayCommand command);

  [[nodiscard]] bool running() const;
  /// Why the log took no more; nullopt while it does.
  [[nodiscard]] std::optional<Error> failure() const;
  /// What it did so far, and where it stands.
  [[nodiscard]] ReplayReport report() const { return metrics_.report(clock_->now()); }

 private:
  [[nodiscard]] Result<Window> window() const;
  void run();

  log::Log& log_;
  const std::shared_ptr<const prepare::PreparedSession> session_;
  ReplayOptions options_;
  const std::shared_ptr<ReplayClock> clock_;
  ReplayMetrics metrics_;
  std::unique_ptr<Player> player_;
  std::unique_ptr<ControlListener> control_;

  mutable std::mutex mutex_;
  std::condition_variable done_;
  bool started_ = false;            // guarded by mutex_
  std::optional<Result<>> result_;  // of the timer thread; guarded by mutex_
  std::thread timer_;               // last: it uses all the others
};

}  // namespace slipstream::replay

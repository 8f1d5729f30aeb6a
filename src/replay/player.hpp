#pragma once

#include <atomic>
#include <deque>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/bounded_queue.hpp"
#include "base/result.hpp"
#include "domain/replay.hpp"
#include "prepare/prepared_session.hpp"
#include "replay/pacer.hpp"
#include "replay/playhead.hpp"
#include "replay/replay_clock.hpp"
#include "replay/replay_metrics.hpp"
#include "replay/replay_options.hpp"
#include "replay/run_writer.hpp"

namespace slipstream::replay {

/// A command on its way to the timer thread, and where to leave the answer, if anybody waits for it.
struct PendingCommand {
  domain::ReplayCommand command;
  std::shared_ptr<std::promise<Result<domain::ReplayStatus>>> answer;
};

/// The part of a session that a replay plays.
struct Window {
  SessionTime from, until;
  bool to_end = true;  ///< `until` is the session's last instant and played too; else it is left out
  [[nodiscard]] bool holds(SessionTime time) const { return time < until || (to_end && time == until); }
};

/// The timer thread's work: sends what is due, sleeps until the next deadline, obeys commands. run() on one
/// thread, stop() and submit() on any.
class Player {
 public:
  /// `session`, `clock` and `metrics` must outlive the player. `options.run_id` is set.
  Player(const prepare::PreparedSession& session, ReplayOptions options, Window window,
         std::unique_ptr<RunWriter> writer, ReplayClock& clock, ReplayMetrics& metrics);

  /// Plays until the end, a stop, or a failure of the log; then everything sent is durable. Errors: what the
  /// log says.
  Result<> run();
  /// Makes run() return soon.
  void stop();
  /// Queues a command and wakes the timer thread; waits while too many are queued. False after the end.
  [[nodiscard]] bool submit(PendingCommand command);

 private:
  using Body = decltype(domain::SessionMessage::body);
  struct Seek {
    SessionTime from, to;
    std::string request_id;
  };

  Result<> play();
  Result<> send_due(MonotonicTime now);
  Result<> finish_window();
  Result<> close();
  [[nodiscard]] bool window_is_played(MonotonicTime now) const;
  [[nodiscard]] MonotonicTime next_wake(MonotonicTime now) const;

  Result<> begin_run(SessionTime position, std::string run_id, const std::optional<Seek>& seek);
  std::uint64_t add_instant(SessionTime time, WallTime wall);
  void add_message(const domain::SessionMessage& message, WallTime wall);
  Result<> add(const std::vector<domain::SessionMessage>& messages, WallTime wall);
  Result<> send();
  Result<> tell(const domain::ReplayStatus& status);
  Result<> beat_heart(MonotonicTime now);

  Result<> obey_commands();
  [[nodiscard]] std::optional<PendingCommand> next_command();
  Result<> obey(const PendingCommand& pending);
  Result<> carry_out(const domain::ReplayCommand& command);
  [[nodiscard]] Result<> check(const domain::ReplayCommand& command) const;
  [[nodiscard]] bool is_mine(const std::string& run_id) const;
  void choose_drivers(const std::vector<domain::DriverId>& drivers);
  void refuse_waiting_commands();

  [[nodiscard]] SessionTime position(MonotonicTime now) const;
  [[nodiscard]] domain::ReplayStatus status(MonotonicTime now) const;
  [[nodiscard]] domain::SessionMessage message(SessionTime time, Body body) const;

  const prepare::PreparedSession& session_;
  const ReplayOptions options_;
  const Window window_;
  ReplayClock& clock_;
  ReplayMetrics& metrics_;
  base::BoundedQueue<PendingCommand> commands_;
  std::atomic<bool> stop_ = false;

  // The timer thread's own.
  std::unique_ptr<RunWriter> writer_;
  Pacer pacer_;
  Playhead head_;
  std::vector<bool> chosen_;  // by driver: whose telemetry is sent
  bool loop_;
  bool ended_ = false;            // nothing more will be sent, unless a seek begins another run
  std::deque<std::string> runs_;  // the newest run ids: commands may name any of them
  std::optional<domain::SessionInfo> told_info_;  // by the newest `session` message of this run
  std::vector<DueRecords> due_;                   // of the batches being gathered
  SessionTime played_to_;                         // the last instant sent, or where the run began
  SessionTime next_full_timing_;                  // full timing states are sent once a minute of session time
  MonotonicTime next_heartbeat_;
  MonotonicTime gathered_at_;  // when the last batches were gathered
};

}  // namespace slipstream::replay

#pragma once

#include <cstddef>
#include <functional>
#include <optional>

#include "base/time.hpp"
#include "prepare/prepared_session.hpp"
#include "replay/session_state.hpp"

namespace slipstream::replay {

/// Where a replay stands in a prepared session: the next telemetry record and the next session message, and
/// the state that the messages before have led to. One thread.
class Playhead {
 public:
  /// `session` must outlive the playhead, which begins at `position`.
  Playhead(const prepare::PreparedSession& session, SessionTime position);

  /// Puts the head before the first record and message at or after `position`.
  void seek(SessionTime position);
  /// The instant of what comes next; nullopt at the end.
  [[nodiscard]] std::optional<SessionTime> next_time() const;

  /// Passes the next message, and returns it, if it is of the instant `time`; else nullptr.
  const domain::SessionMessage* take_message(SessionTime time);
  /// Passes the next telemetry record, and returns its index, if it is of the instant `time`; else nullopt.
  std::optional<std::size_t> take_record(SessionTime time);

  [[nodiscard]] const SessionState& state() const { return state_; }

 private:
  const prepare::PreparedSession* session_;
  std::size_t record_ = 0;   // next of session_->record(…)
  std::size_t message_ = 0;  // next of session_->messages()
  SessionState state_;
};

}  // namespace slipstream::replay

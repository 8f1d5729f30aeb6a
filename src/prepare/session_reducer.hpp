#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "domain/session.hpp"
#include "prepare/message_sink.hpp"
#include "source/feed_event.hpp"

namespace slipstream::prepare {

/// What the session is, who drives, and which state it is in. A `session` message for each change. A number
/// that is first listed more than an hour after the feed's first event belongs to a support race and is
/// ignored. Not for several threads.
class SessionReducer {
 public:
  explicit SessionReducer(std::string_view source_kind) {
    info_.source = source_kind;
    emitted_ = info_;
  }

  [[nodiscard]] const domain::SessionInfo& info() const { return info_; }
  /// The first "Started".
  [[nodiscard]] std::optional<SessionTime> started_at() const { return started_at_; }
  /// Every "Started" and "Aborted", in time order.
  struct StatusChange {
    SessionTime time;
    domain::SessionState state;
  };
  [[nodiscard]] const std::vector<StatusChange>& changes() const { return changes_; }
  /// Where the order of arrival is the position: races and sprints.
  [[nodiscard]] bool is_race() const { return info_.type == "Race"; }

  void apply(const source::SessionInfoUpdate& update);
  void apply(const source::DriverList& list, SessionTime time);
  void apply(const source::SessionStatus& status, SessionTime time);
  void apply(const source::SessionData& data, const MessageSink& sink);
  void apply(const source::LapCount& count);
  void apply(const source::TimingData& data);
  /// Grid positions.
  void apply(const source::TimingAppData& data);
  /// Remembers that the source holds such data.
  void note(bool domain::Contents::* kind) { info_.has.*kind = true; }

  /// Emits the session if it differs from what was last emitted.
  void emit(MessageSink& sink);

 private:
  void enter(std::string_view status, SessionTime time);

  domain::SessionInfo info_;
  domain::SessionInfo emitted_;
  std::optional<SessionTime> started_at_, first_seen_;
  std::vector<StatusChange> changes_;
};

}  // namespace slipstream::prepare

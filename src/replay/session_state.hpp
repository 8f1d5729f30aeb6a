#pragma once

#include <map>
#include <optional>
#include <span>
#include <tuple>
#include <vector>

#include "base/time.hpp"
#include "domain/session_message.hpp"
#include "prepare/prepared_session.hpp"

namespace slipstream::replay {

/// What is true at one moment of a session, gathered from the messages so far: what a client that joins in
/// the middle has to be told. Bounded by the session itself. One thread.
class SessionState {
 public:
  /// `session` must outlive the state.
  explicit SessionState(const prepare::PreparedSession& session) : session_(&session) {}

  /// Takes the next message of the session in.
  void apply(const domain::SessionMessage& message);

  /// The `session` message at `time`: everything known of the session, with the state it is in by then.
  [[nodiscard]] domain::SessionMessage session_info(SessionTime time) const;
  /// The full `timing` of every car, stamped `time`.
  [[nodiscard]] std::vector<domain::SessionMessage> full_timing(SessionTime time) const;
  /// Everything but the `session` message: race control, radio, the newest revision of each lap, stints and
  /// pits, track status, weather and clock, each with its own time and in time order; then the full timing.
  [[nodiscard]] std::vector<domain::SessionMessage> snapshot(SessionTime time) const;

 private:
  using Numbered = std::tuple<domain::CarNumber, int>;
  using PitKey = std::tuple<domain::CarNumber, std::optional<SessionTime>, std::optional<int>>;

  void remember(const domain::SessionMessage& message, const domain::SessionInfo& info);
  void remember(const domain::SessionMessage& message, const domain::Lap& lap);
  void remember(const domain::SessionMessage& message, const domain::TimingUpdate& update);
  void remember(const domain::SessionMessage& message, const domain::Stint& stint);
  void remember(const domain::SessionMessage& message, const domain::PitVisit& pit);
  void remember(const domain::SessionMessage& message, const domain::RaceControl& entry);
  void remember(const domain::SessionMessage& message, const domain::TeamRadio& clip);
  void remember(const domain::SessionMessage& message, const domain::TrackStatus& status);
  void remember(const domain::SessionMessage& message, const domain::Weather& weather);
  void remember(const domain::SessionMessage& message, const domain::Clock& clock);
  void remember(const domain::SessionMessage&, const domain::ReplayStatus&) {}
  void remember(const domain::SessionMessage&, const domain::Heartbeat&) {}
  [[nodiscard]] std::optional<UtcTime> date_of(SessionTime time) const;

  using MessageAt = const domain::SessionMessage*;  // into the session's own messages
  const prepare::PreparedSession* session_;
  MessageAt info_ = nullptr, track_status_ = nullptr, weather_ = nullptr, clock_ = nullptr;
  std::map<Numbered, MessageAt> laps_, stints_;
  std::map<PitKey, MessageAt> pits_;
  std::vector<MessageAt> told_;  // race control and radio: all of them
  std::map<domain::CarNumber, domain::SessionMessage> timing_;
};

}  // namespace slipstream::replay

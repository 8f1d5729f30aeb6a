#pragma once

#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "domain/session_message.hpp"
#include "prepare/car_timeline.hpp"
#include "prepare/lap_reducer.hpp"
#include "prepare/pit_reducer.hpp"
#include "prepare/race_control_reducer.hpp"
#include "prepare/session_reducer.hpp"
#include "prepare/stint_reducer.hpp"
#include "prepare/timing_reducer.hpp"
#include "prepare/track_reducer.hpp"
#include "source/feed_event.hpp"

namespace slipstream::prepare {

/// The state of a session as its feed tells it, and the `f1-session` messages that each event brings about.
/// One path for a live feed and for a whole session: events go in one by one in feed order. One thread.
class SessionState {
 public:
  explicit SessionState(std::string_view source_kind) : session_(source_kind) {}

  /// UTC of session time zero; messages before it is known carry no date.
  void set_zero(std::optional<UtcTime> zero) { zero_ = zero; }

  /// Takes one event and appends the messages it causes to `out`. Telemetry packets cause none.
  void feed(const source::FeedEvent& event, std::vector<domain::SessionMessage>& out);
  /// The feed has ended at `time`: laps become final.
  void finish(SessionTime time, std::vector<domain::SessionMessage>& out);

  [[nodiscard]] const domain::SessionInfo& info() const { return session_.info(); }
  /// The first "Started".
  [[nodiscard]] std::optional<SessionTime> started_at() const { return session_.started_at(); }
  /// All that is known of a car's timing as one `full` message; nullopt for a car without timing.
  [[nodiscard]] std::optional<domain::TimingUpdate> full_state(domain::CarNumber car) const {
    return timing_.full_state(car);
  }
  /// The laps of a car as last published.
  [[nodiscard]] std::span<const domain::Lap> laps(domain::CarNumber car) const { return laps_.laps(car); }
  /// Of each of `laps(car)`, once the feed has ended.
  [[nodiscard]] std::vector<SectorEnds> sector_ends(domain::CarNumber car) const {
    return laps_.sector_ends(car);
  }
  /// When Q2 and Q3 began, as far as they did.
  [[nodiscard]] std::vector<SessionTime> part_starts() const { return laps_.part_starts(); }
  /// A car's sets of tyres; nullptr if nothing was said of them.
  [[nodiscard]] const std::vector<domain::Stint>* stints(domain::CarNumber car) const {
    return stints_.stints(car);
  }
  /// The lap a car is on; nullopt before it leaves the pits for the first time.
  [[nodiscard]] std::optional<int> current_lap(domain::CarNumber car) const;
  /// What held for a car from when to when, as known at `now`.
  [[nodiscard]] CarTimeline timeline(domain::CarNumber car, SessionTime now) const;
  [[nodiscard]] const std::vector<StatusStep>& track_statuses() const { return track_.statuses(); }

 private:
  struct Visitor;
  [[nodiscard]] LapFacts facts() const { return {session_, track_.statuses(), race_control_.deleted()}; }

  std::optional<UtcTime> zero_;
  SessionReducer session_;
  TimingReducer timing_;
  LapReducer laps_;
  PitReducer pits_;
  StintReducer stints_;
  RaceControlReducer race_control_;
  TrackReducer track_;
  std::map<domain::CarNumber, std::vector<PositionStep>> positions_;
};

}  // namespace slipstream::prepare

#pragma once

#include <vector>

#include "simulate/race/race.hpp"
#include "simulate/race/weather.hpp"
#include "source/feed_event.hpp"

namespace slipstream::source {

/// What a simulated race's feed tells of the session besides cars and timing: what it is and who is in it,
/// its status, laps, flags, race control, weather, clocks, heartbeats.
class SessionFeed {
 public:
  explicit SessionFeed(const simulate::Race& race);

  void open(std::vector<FeedEvent>& out);
  /// What is due by the clock up to the race's now.
  void advance(std::vector<FeedEvent>& out);

  void on(SessionTime time, const domain::SessionState& state, std::vector<FeedEvent>& out);
  void on(SessionTime time, const domain::TrackStatus& status, std::vector<FeedEvent>& out);
  void on(SessionTime time, const simulate::ControlMessage& message, std::vector<FeedEvent>& out);
  /// The leader ends a lap.
  void on_leader_lap(SessionTime time, int ended, std::vector<FeedEvent>& out);

 private:
  [[nodiscard]] UtcTime utc(SessionTime time) const {
    return race_.options().start + time.time_since_epoch();
  }
  /// Starts or stops the clock that counts the race down.
  void set_clock(SessionTime time, bool runs, std::vector<FeedEvent>& out);

  const simulate::Race& race_;
  simulate::WeatherDrift weather_;
  SessionTime next_weather_{}, next_heartbeat_{};
  std::size_t messages_ = 0, statuses_ = 0, laps_ = 0;
  Milliseconds remaining_;  ///< when the clock was set last
  std::optional<SessionTime> clock_runs_since_;
};

}  // namespace slipstream::source

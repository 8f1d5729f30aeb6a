#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "prepare/car_timeline.hpp"
#include "prepare/message_sink.hpp"
#include "source/feed_event.hpp"

namespace slipstream::prepare {

/// What concerns everybody on the track: its status, the weather, radio clips, the clock. A message for each
/// change. Not for several threads.
class TrackReducer {
 public:
  void apply(const domain::TrackStatus& status, MessageSink& sink);
  void apply(const domain::Weather& weather, MessageSink& sink);
  void apply(const source::TeamRadio& radio, MessageSink& sink);
  void apply(const source::ExtrapolatedClock& clock, MessageSink& sink);
  void apply(const source::LapCount& count, MessageSink& sink);

  /// Every status so far, from when on it held.
  [[nodiscard]] const std::vector<StatusStep>& statuses() const { return statuses_; }
  [[nodiscard]] const std::optional<domain::Weather>& weather() const { return weather_; }
  [[nodiscard]] const domain::Clock& clock() const { return clock_; }

 private:
  void emit_clock(const domain::Clock& before, MessageSink& sink, std::optional<UtcTime> date);

  std::vector<StatusStep> statuses_;
  std::optional<domain::Weather> weather_;
  std::size_t clips_seen_ = 0;
  domain::Clock clock_;
};

}  // namespace slipstream::prepare

#pragma once

#include <map>
#include <optional>

#include "domain/lap.hpp"
#include "prepare/lap_facts.hpp"
#include "prepare/lap_reducer.hpp"
#include "prepare/message_sink.hpp"
#include "source/feed_event.hpp"

namespace slipstream::prepare {

/// Passes through the pit lane: a `pit` message at the entry and another one at the exit, with the time in
/// the lane; a third one if the feed gives its own lane time afterwards. A car that stands in the pits when
/// it is first seen has not entered them. Not for several threads.
class PitReducer {
 public:
  void apply(const source::TimingData& data, const LapReducer& laps, const LapFacts& facts,
             MessageSink& sink);
  void apply(const source::PitLaneTimes& times, MessageSink& sink);

 private:
  struct Car {
    std::optional<bool> in_pit;
    std::optional<int> stops;
    std::optional<domain::PitVisit> visit;  // the last one
  };
  std::map<domain::CarNumber, Car> cars_;
};

}  // namespace slipstream::prepare

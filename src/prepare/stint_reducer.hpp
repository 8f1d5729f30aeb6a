#pragma once

#include <map>
#include <vector>

#include "domain/lap.hpp"
#include "prepare/lap_facts.hpp"
#include "prepare/lap_reducer.hpp"
#include "prepare/message_sink.hpp"
#include "source/feed_event.hpp"

namespace slipstream::prepare {

/// TimingAppData: the sets of tyres as the feed counts them, one stint per pass through the pit lane. A
/// `stint` message for each change. Not for several threads.
class StintReducer {
 public:
  void apply(const source::TimingAppData& data, const LapReducer& laps, const LapFacts& facts,
             MessageSink& sink);
  [[nodiscard]] const std::vector<domain::Stint>* stints(domain::CarNumber car) const;

 private:
  std::map<domain::CarNumber, std::vector<domain::Stint>> cars_;
};

}  // namespace slipstream::prepare

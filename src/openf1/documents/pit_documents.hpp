#pragma once

#include <optional>
#include <set>
#include <utility>

#include "openf1/documents/document_list.hpp"
#include "source/feed_event.hpp"

namespace slipstream::openf1 {

/// `pit`: each passage through the pit lane. PitStopSeries knows how long the car stood, too;
/// PitLaneTimeCollection counts for what the other did not tell.
class PitDocuments {
 public:
  void take(const source::PitStopSeries& series);
  void take(UtcTime date, const source::PitLaneTimes& lane);
  [[nodiscard]] std::vector<Document> finish(SessionKeys keys) { return list_.finish(keys); }

 private:
  struct Stop {
    domain::CarNumber car = 0;
    int lap = 0;
    std::optional<UtcTime> date;
    std::optional<Milliseconds> in_lane, standing;
  };
  void put_if_new(const Stop& stop);

  DocumentList list_{Collection::pit};
  std::set<std::pair<int, domain::CarNumber>> known_;
  std::optional<int> last_lap_;  ///< seen in PitStopSeries, of any car
};

}  // namespace slipstream::openf1

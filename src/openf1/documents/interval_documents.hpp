#pragma once

#include <map>
#include <string>

#include "openf1/documents/document_list.hpp"
#include "source/feed_event.hpp"

namespace slipstream::openf1 {

/// `intervals`: gaps as DriverRaceInfo tells them; only races have it. Laps behind are a text, "+1 LAP".
class IntervalDocuments {
 public:
  void take(UtcTime date, const source::DriverRaceInfo& race);
  [[nodiscard]] std::vector<Document> finish(SessionKeys keys) { return list_.finish(keys); }

 private:
  DocumentList list_{Collection::intervals};
  std::map<domain::CarNumber, Value> last_gap_;  ///< the last known one
};

}  // namespace slipstream::openf1

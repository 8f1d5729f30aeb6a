#pragma once

#include "openf1/documents/document_list.hpp"
#include "source/feed_event.hpp"

namespace slipstream::openf1 {

/// `overtakes`: the car whose OvertakeState is 2 has passed all other cars of the message with a position.
class OvertakeDocuments {
 public:
  void take(UtcTime date, const source::DriverRaceInfo& race);
  [[nodiscard]] std::vector<Document> finish(SessionKeys keys) { return list_.finish(keys); }

 private:
  DocumentList list_{Collection::overtakes};
};

}  // namespace slipstream::openf1

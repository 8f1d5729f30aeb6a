#pragma once

#include "openf1/documents/document_list.hpp"
#include "source/feed_event.hpp"

namespace slipstream::openf1 {

/// `position`: the row of each driver on the timing screen whenever the feed mentions it, changed or not.
class PositionDocuments {
 public:
  void take(UtcTime date, const source::TimingData& timing);
  [[nodiscard]] std::vector<Document> finish(SessionKeys keys) { return list_.finish(keys); }

 private:
  DocumentList list_{Collection::position};
};

}  // namespace slipstream::openf1

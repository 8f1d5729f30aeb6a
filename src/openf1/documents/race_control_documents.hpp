#pragma once

#include <optional>

#include "openf1/documents/document_list.hpp"
#include "source/feed_event.hpp"

namespace slipstream::openf1 {

/// `race_control`: the messages, and one more for each start, end and abort of the session. Two messages of
/// one second that differ only in their text are one document: the later.
class RaceControlDocuments {
 public:
  void take(const source::RaceControlMessages& control);
  void take(const source::SessionData& data);
  [[nodiscard]] std::vector<Document> finish(SessionKeys keys) { return list_.finish(keys); }

 private:
  void put(const std::optional<UtcTime>& date, const domain::RaceControl& message, std::optional<int> part);

  DocumentList list_{Collection::race_control};
  std::optional<int> qualifying_part_;  ///< the last one seen; 0 before the first
  std::optional<int> lap_;              ///< the last one seen in SessionData
};

}  // namespace slipstream::openf1

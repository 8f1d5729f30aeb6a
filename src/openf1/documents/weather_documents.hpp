#pragma once

#include "openf1/documents/document_list.hpp"
#include "source/feed_event.hpp"

namespace slipstream::openf1 {

/// `weather`: one document per message.
class WeatherDocuments {
 public:
  void take(UtcTime date, const domain::Weather& weather);
  [[nodiscard]] std::vector<Document> finish(SessionKeys keys) { return list_.finish(keys); }

 private:
  DocumentList list_{Collection::weather};
};

}  // namespace slipstream::openf1

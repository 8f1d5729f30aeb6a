#pragma once

#include "openf1/documents/document_list.hpp"
#include "source/feed_event.hpp"

namespace slipstream::openf1 {

/// `drivers`: from lists of a whole field, 20 entries or more; the feed's small updates of it do not count.
class DriverDocuments {
 public:
  void take(const source::DriverList& drivers);
  /// By number.
  [[nodiscard]] std::vector<Document> finish(SessionKeys keys);

 private:
  DocumentList list_{Collection::drivers};
};

}  // namespace slipstream::openf1

#pragma once

#include <string>

#include "openf1/documents/document_list.hpp"
#include "source/feed_event.hpp"

namespace slipstream::openf1 {

/// `team_radio`: where each clip lies on the official server.
class TeamRadioDocuments {
 public:
  void take(const source::SessionInfoUpdate& info) { session_path_ = info.path; }
  void take(const source::TeamRadio& radio);
  [[nodiscard]] std::vector<Document> finish(SessionKeys keys) { return list_.finish(keys); }

 private:
  DocumentList list_{Collection::team_radio};
  std::string session_path_;  ///< "2025/…/2025-10-25_Qualifying/"; empty until it is known
};

}  // namespace slipstream::openf1

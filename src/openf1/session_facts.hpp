#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "openf1/documents/document_list.hpp"
#include "source/feed_event.hpp"

namespace slipstream::openf1 {

/// What the API says of a session without reading more of it than its SessionInfo.
struct SessionFacts {
  std::string name;  ///< by which the provider opens it
  SessionKeys keys;
  std::optional<UtcTime> date_start;
  Document session, meeting;  ///< of the collections `sessions` and `meetings`
};

/// `info` as the feed sent it; nullopt for a source that has none. A session without official keys gets some
/// beyond all official ones, which follow from its name and thus stay: 1,000,000,000 and more.
[[nodiscard]] SessionFacts session_facts(std::string name,
                                         const std::optional<source::SessionInfoUpdate>& info);

/// The documents of `sessions`, by date.
[[nodiscard]] std::vector<Document> session_documents(const std::vector<SessionFacts>& sessions);
/// The documents of `meetings`, by date: of sessions of one meeting it has the first start and the last end.
[[nodiscard]] std::vector<Document> meeting_documents(const std::vector<SessionFacts>& sessions);

}  // namespace slipstream::openf1

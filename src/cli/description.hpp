#pragma once

#include <string>

#include "prepare/prepared_session.hpp"
#include "prepare/summary/session_summary.hpp"

namespace slipstream::cli {

/// What `describe` prints of a session: for programs, one JSON document,
[[nodiscard]] std::string description_json(const prepare::PreparedSession& session,
                                           const prepare::SessionSummary& summary);
/// and for people, tables of text.
[[nodiscard]] std::string description_text(const prepare::PreparedSession& session,
                                           const prepare::SessionSummary& summary);

}  // namespace slipstream::cli

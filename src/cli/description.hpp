#pragma once

#include <span>
#include <string>

#include "library/runs/run_entry.hpp"
#include "prepare/prepared_session.hpp"
#include "prepare/summary/session_summary.hpp"

namespace slipstream::cli {

/// What `describe` prints of a session and its finished runs: for programs, one JSON document,
[[nodiscard]] std::string description_json(const prepare::PreparedSession& session,
                                           const prepare::SessionSummary& summary,
                                           std::span<const library::RunEntry> runs);
/// and for people, tables of text.
[[nodiscard]] std::string description_text(const prepare::PreparedSession& session,
                                           const prepare::SessionSummary& summary,
                                           std::span<const library::RunEntry> runs);

}  // namespace slipstream::cli

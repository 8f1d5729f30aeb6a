#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/time.hpp"
#include "domain/session.hpp"
#include "prepare/prepared_session.hpp"

namespace slipstream::library {

/// What the library knows of a session without reading its source: `session.json`.
struct SessionEntry {
  domain::SessionInfo info;      ///< `info.key` names the entry; `info.source` is the kind of its source
  std::filesystem::path source;  ///< what to open: an archive's folder, a recording or a table
  std::uint64_t bytes = 0;       ///< of the source
  std::uint64_t telemetry_records = 0, session_messages = 0, damaged_lines = 0;
  std::optional<UtcTime> zero;            ///< UTC of session time zero
  SessionTime begin, end;                 ///< of the first and last record
  std::optional<SessionTime> started_at;  ///< the first "Started"
  UtcTime imported_at;

  [[nodiscard]] const std::string& key() const { return info.key; }
  friend bool operator==(const SessionEntry&, const SessionEntry&) = default;
};

/// What `session` says of itself; its source and bytes are the caller's to fill in.
[[nodiscard]] SessionEntry describe(const prepare::PreparedSession& session);

/// The text of session.json. `source` is written as its name relative to `folder`.
[[nodiscard]] std::string write_entry(const SessionEntry& entry, const std::filesystem::path& folder);
/// Reads the session.json of `folder`. Errors: not_found, permission, invalid_input.
Result<SessionEntry> read_entry(const std::filesystem::path& folder);

}  // namespace slipstream::library

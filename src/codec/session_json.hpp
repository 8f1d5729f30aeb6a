#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "domain/record.hpp"
#include "domain/session_message.hpp"

namespace slipstream::codec {

/// The `message_type` of a message's body: "session", "lap", "timing", …
[[nodiscard]] std::string_view message_type(const domain::SessionMessage& message);

/// Appends one `f1-session` value (CONTRACTS §2.4). Cleared fields of a timing update are null.
void write_session_message(const domain::SessionMessage& message, const domain::Stamp& stamp,
                           std::string& out);

struct SessionRecord {
  std::string session_key, run_id;
  WallTime produced_at;
  std::uint64_t seq = 0;
  domain::SessionMessage message;
};
/// Errors: invalid_input (not JSON, wrong types), unsupported (a message_type this version does not know:
/// skip it).
Result<SessionRecord> read_session_message(std::string_view json);

/// A command on `f1-control`, and back.
void write_replay_command(const domain::ReplayCommand& command, std::string& out);
Result<domain::ReplayCommand> read_replay_command(std::string_view json);

}  // namespace slipstream::codec

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "domain/lab_race.hpp"

namespace slipstream::codec {

/// The `session_key` of the lab's messages, and the key of their records.
inline constexpr std::string_view kLabSessionKey = "lab";

/// Appends one `f1-session` value of type `race` (CONTRACTS §2.4), said at `now`. The race is its run; `seq`
/// counts its messages.
void write_lab_race(const domain::LabRace& race, WallTime now, std::uint64_t seq, std::string& out);

/// nullopt: another message. Errors: invalid_input.
Result<std::optional<domain::LabRace>> read_lab_race(std::string_view json);

/// A command on `f1-control`, and back; nullopt: another one.
void write_lab_race_stop(const domain::LabRaceStop& command, std::string& out);
Result<std::optional<domain::LabRaceStop>> read_lab_race_stop(std::string_view json);

}  // namespace slipstream::codec

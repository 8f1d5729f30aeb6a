#pragma once

#include <memory>
#include <string>

#include "base/result.hpp"
#include "cli/command.hpp"
#include "prepare/prepared_session.hpp"
#include "prepare/tables/session_record.hpp"

namespace slipstream::cli {

/// Finds what `name` means (a path, a key of the library, words) and reads it whole, with a progress bar;
/// fetches it first if it is a session of a season that the library lacks. What was damaged or missing in it
/// goes to the program's log. Errors: as locate_or_fetch and prepare::read_session.
Result<std::shared_ptr<const prepare::PreparedSession>> open_session(const Context& context,
                                                                     const std::string& name);

/// As open_session, for those who make tables of it. With its
/// official results where the library has them. Errors: as there, with library::read_record.
Result<prepare::SessionRecord> open_record(const Context& context, const std::string& name);

}  // namespace slipstream::cli

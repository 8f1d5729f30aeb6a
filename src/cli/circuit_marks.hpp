#pragma once

#include <filesystem>

#include "base/result.hpp"
#include "pictures/corner_marks.hpp"
#include "prepare/prepared_session.hpp"

namespace slipstream::cli {

/// Corners for a session's pictures: from the file if there is one, else by curvature of the fastest lap;
/// none, with a note in the program's log, where that cannot be. Errors: as pictures::read_circuit_file.
Result<pictures::CircuitMarks> circuit_marks(const prepare::PreparedSession& session,
                                             const std::filesystem::path& circuit_file);

}  // namespace slipstream::cli

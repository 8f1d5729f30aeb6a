#pragma once

#include <filesystem>
#include <stop_token>

#include "base/result.hpp"
#include "prepare/prepared_session.hpp"
#include "prepare/tables/session_record.hpp"
#include "source/source.hpp"

namespace slipstream::prepare {

/// Reads the session that `path` holds, whatever it is: an archive's folder, a recording, or a table of
/// merged telemetry. Errors: as source::open_source and prepare_session; of a table as
/// source::read_session_table and rows_by_driver. `progress` goes from 0 to 1, for a table from the time it
/// is in memory.
Result<PreparedSession> read_session(const std::filesystem::path& path, const source::Progress& progress = {},
                                     const std::stop_token& stop = {});

/// As read_session, for those who make tables of the session. Errors: as there, with read_record of a source.
Result<SessionRecord> read_record(const std::filesystem::path& path, const source::Progress& progress = {},
                                  const std::stop_token& stop = {});

}  // namespace slipstream::prepare

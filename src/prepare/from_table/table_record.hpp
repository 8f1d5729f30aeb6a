#pragma once

#include <stop_token>

#include "base/result.hpp"
#include "prepare/tables/session_record.hpp"
#include "source/session_table/session_table.hpp"

namespace slipstream::prepare {

/// Makes the record of a session from a table whose telemetry is merged already. What the table does not say
/// is not known: the report names it. Errors: as rows_by_driver; interrupted.
Result<SessionRecord> record_of_table(const source::SessionTable& table,
                                      const source::Progress& progress = {},
                                      const std::stop_token& stop = {});

}  // namespace slipstream::prepare

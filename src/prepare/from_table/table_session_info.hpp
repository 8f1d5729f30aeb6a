#pragma once

#include <optional>

#include "base/time.hpp"
#include "domain/session.hpp"
#include "source/session_table/session_table.hpp"
#include "source/source.hpp"

namespace slipstream::prepare {

/// UTC of session time zero, from the first row with a Date; nullopt without one.
[[nodiscard]] std::optional<UtcTime> zero_of_table(const source::SessionTable& table);

/// Which session it is: the columns EventName, SessionName and Year, where there are any, else the file's
/// name. The key never is empty. Drivers are the caller's to fill in.
[[nodiscard]] domain::SessionInfo info_of_table(const source::SessionTable& table,
                                                std::optional<UtcTime> zero);

/// Names what a session has and this one does not, into `report.missing_topics`.
void note_what_is_missing(const source::SessionTable& table, source::InputReport& report);

}  // namespace slipstream::prepare

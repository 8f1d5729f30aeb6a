#pragma once

#include <optional>
#include <span>
#include <vector>

#include "domain/session_message.hpp"
#include "prepare/from_table/table_laps.hpp"

namespace slipstream::prepare {

/// What one driver's laps say on `f1-session`, each at the time it is known: laps and what timing shows of
/// them when they are over, stints when they begin and when they are over, visits to the pits. Not in time
/// order.
[[nodiscard]] std::vector<domain::SessionMessage> messages_of_table(const domain::Driver& driver,
                                                                    std::span<const TableLap> laps,
                                                                    std::optional<UtcTime> zero);

}  // namespace slipstream::prepare

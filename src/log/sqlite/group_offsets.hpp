#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "log/log.hpp"
#include "log/sqlite/database.hpp"

namespace slipstream::log::sqlite {

/// Within the caller's transaction.
Result<> store_offsets(Database& database, std::string_view group, const Offsets& offsets);
/// Of one group; empty if it has never committed.
Result<Offsets> load_offsets(Database& database, std::string_view group);
Result<std::vector<GroupInfo>> load_groups(Database& database);

}  // namespace slipstream::log::sqlite

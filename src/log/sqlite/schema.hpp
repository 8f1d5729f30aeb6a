#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "base/result.hpp"
#include "log/log.hpp"
#include "log/sqlite/catalog.hpp"
#include "log/sqlite/database.hpp"

/// The file, for people with an sqlite3 shell: every topic is a view of its own name (`SELECT * FROM
/// "f1-alerts"`), log_overview tells what there is, log_group_offsets what the groups have committed.
/// Underneath, each partition is a table log_records_<id> whose rowid is the offset, so that an append always
/// goes to the end of a tree, which is SQLite's fastest insert.
namespace slipstream::log::sqlite {

/// Makes our tables in a new file, or checks that an existing one is ours.
/// Errors: invalid_input (another program's file, or a newer version's).
Result<> create_or_check_schema(Database& database);
/// Errors: as above; unavailable while another process is still making it.
Result<> check_schema(Database& database);

[[nodiscard]] std::string records_table(std::int64_t table_id);

/// Within the caller's transaction. Nothing is visible in the catalog until refresh_catalog.
Result<> insert_topic(Database& database, const TopicSpec& spec);
/// Removes name, view and committed offsets; the tables are left behind, orphaned, for drop_orphan_slice.
Result<> remove_topic(Database& database, const std::string& name);
/// The id of a table whose topic is gone; 0 if there is none.
Result<std::int64_t> find_orphan(Database& database);
/// Deletes up to `rows` rows of an orphan, and the table with the last of them. Its own transaction.
Result<> drop_orphan_slice(Database& database, std::int64_t table_id, std::int64_t rows);

/// Brings the catalog to what the file says.
Result<> refresh_catalog(Database& database, Catalog& catalog);

}  // namespace slipstream::log::sqlite

#pragma once

#include <array>
#include <filesystem>
#include <stop_token>

#include "base/result.hpp"
#include "library/session_entry.hpp"
#include "prepare/tables/session_tables.hpp"
#include "source/source.hpp"

namespace slipstream::library {

/// The tables of a session that SQL reads, with FastF1's column names after `session_key`.
inline constexpr std::array kSqlTables{prepare::TableKind::telemetry, prepare::TableKind::laps,
                                       prepare::TableKind::stints,    prepare::TableKind::results,
                                       prepare::TableKind::weather,   prepare::TableKind::race_control};

/// Where a session's tables are as Parquet files, one each: `laps.parquet`, ….
[[nodiscard]] std::filesystem::path table_folder(const std::filesystem::path& session_folder);

/// The columns of a table, without rows.
[[nodiscard]] table::Table empty_sql_table(prepare::TableKind kind);

/// Makes the tables of a session that has none; where they are, only `results` is made again, if official
/// results came since. They appear together or not at all, and several processes may try at once. Errors:
/// what read_record says of its source, no_space, permission, io, interrupted.
Result<> make_table_files(const SessionEntry& entry, const std::filesystem::path& session_folder,
                          const source::Progress& progress = {}, const std::stop_token& stop = {});

}  // namespace slipstream::library

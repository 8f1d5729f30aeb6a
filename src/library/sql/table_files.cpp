#include "library/sql/table_files.hpp"

#include <chrono>
#include <utility>

#include <unistd.h>

#include "base/file_error.hpp"
#include "library/durable_file.hpp"
#include "library/official/results.hpp"
#include "library/read_record.hpp"
#include "table/write.hpp"

namespace slipstream::library {
namespace {

namespace fs = std::filesystem;

fs::path file_of(prepare::TableKind kind, const fs::path& folder) {
  return folder / fmt::format("{}.parquet", prepare::to_string(kind));
}

/// The table behind a first column that says whose rows they are.
table::Table keyed(table::Table rows, std::string_view session_key) {
  table::Table all;
  auto& key = all.add("session_key", table::Type::text);
  for (std::size_t row = 0; row < rows.rows(); ++row) key.append_text(session_key);
  for (std::size_t index = 0; index < rows.width(); ++index) all.add(std::move(rows.column(index)));
  return all;
}

/// A file appears at once, or takes the place of another.
Result<> write_file(const SessionEntry& entry, const prepare::SessionRecord& record, prepare::TableKind kind,
                    const fs::path& folder) {
  auto rows = prepare::make_table(record, kind, {}, prepare::Sentinels::missing);
  return table::write_table(keyed(std::move(rows), entry.key()), file_of(kind, folder));
}

/// When the official results that are here came; 1970: there are none.
fs::file_time_type results_time(const fs::path& session_folder) {
  std::error_code none;
  const auto time = fs::last_write_time(results_file(session_folder), none);
  return none ? fs::file_time_type::clock::from_sys(std::chrono::sys_seconds{}) : time;
}

/// The table of results has the time of the official results in it: what comes later is new, also if it came
/// while the table was made.
Result<> stamp_results(const fs::path& folder, fs::file_time_type time) {
  std::error_code error;
  const fs::path file = file_of(prepare::TableKind::results, folder);
  fs::last_write_time(file, time, error);
  return error ? file_error(error.value(), "cannot date", file) : Result<>{};
}

bool has_new_results(const fs::path& session_folder) {
  std::error_code none;
  const auto made_of =
      fs::last_write_time(file_of(prepare::TableKind::results, table_folder(session_folder)), none);
  return !none && results_time(session_folder) > made_of;
}

Result<> renew_results(const SessionEntry& entry, const fs::path& session_folder,
                       const source::Progress& progress, const std::stop_token& stop) {
  const auto time = results_time(session_folder);
  auto record = read_record(entry.source, session_folder, progress, stop);
  if (!record) return propagate(record);
  const fs::path folder = table_folder(session_folder);
  auto written = write_file(entry, *record, prepare::TableKind::results, folder);
  return written ? stamp_results(folder, time) : written;
}

/// Gone with this, unless it was renamed.
struct WorkingFolder {
  fs::path path;
  ~WorkingFolder() {
    std::error_code ignored;
    fs::remove_all(path, ignored);
  }
};

}  // namespace

fs::path table_folder(const fs::path& session_folder) { return session_folder / "tables"; }

table::Table empty_sql_table(prepare::TableKind kind) {
  return keyed(prepare::make_table(prepare::SessionRecord{}, kind, {}), "");
}

Result<> make_table_files(const SessionEntry& entry, const fs::path& session_folder,
                          const source::Progress& progress, const std::stop_token& stop) {
  const fs::path folder = table_folder(session_folder);
  std::error_code error;
  if (fs::exists(folder, error)) {
    return has_new_results(session_folder) ? renew_results(entry, session_folder, progress, stop)
                                           : Result<>{};
  }
  const auto time = results_time(session_folder);
  auto record = read_record(entry.source, session_folder, progress, stop);
  if (!record) return propagate(record);

  const WorkingFolder working{session_folder / fmt::format(".tables-{}", ::getpid())};
  fs::create_directories(working.path, error);
  if (error) return file_error(error.value(), "cannot make", working.path);
  for (const prepare::TableKind kind : kSqlTables) {
    if (stop.stop_requested()) return fail(ErrorCode::interrupted, "stopped");
    if (auto written = write_file(entry, *record, kind, working.path); !written) return written;
  }
  if (auto stamped = stamp_results(working.path, time); !stamped) return stamped;
  fs::rename(working.path, folder, error);
  // Another process was quicker: its tables are the same.
  if (error && !fs::exists(folder)) return file_error(error.value(), "cannot make", folder);
  return sync_directory(session_folder);
}

}  // namespace slipstream::library

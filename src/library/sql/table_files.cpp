#include "library/sql/table_files.hpp"

#include <utility>

#include <unistd.h>

#include "base/file_error.hpp"
#include "library/durable_file.hpp"
#include "table/write.hpp"

namespace slipstream::library {
namespace {

namespace fs = std::filesystem;

/// The table behind a first column that says whose rows they are.
table::Table keyed(table::Table rows, std::string_view session_key) {
  table::Table all;
  auto& key = all.add("session_key", table::Type::text);
  for (std::size_t row = 0; row < rows.rows(); ++row) key.append_text(session_key);
  for (std::size_t index = 0; index < rows.width(); ++index) all.add(std::move(rows.column(index)));
  return all;
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
  if (fs::exists(folder, error)) return {};
  auto source = source::open_source(entry.source, progress, stop);
  if (!source) return propagate(source);
  auto record = prepare::read_record(**source, progress, stop);
  if (!record) return propagate(record);

  const WorkingFolder working{session_folder / fmt::format(".tables-{}", ::getpid())};
  fs::create_directories(working.path, error);
  if (error) return file_error(error.value(), "cannot make", working.path);
  for (const prepare::TableKind kind : kSqlTables) {
    if (stop.stop_requested()) return fail(ErrorCode::interrupted, "stopped");
    const fs::path file = working.path / fmt::format("{}.parquet", prepare::to_string(kind));
    auto rows = prepare::make_table(*record, kind, {}, prepare::Sentinels::missing);
    auto written = table::write_table(keyed(std::move(rows), entry.key()), file);
    if (!written) return written;
  }
  fs::rename(working.path, folder, error);
  // Another process was quicker: its tables are the same.
  if (error && !fs::exists(folder)) return file_error(error.value(), "cannot make", folder);
  return sync_directory(session_folder);
}

}  // namespace slipstream::library

#include "library/sql/session_database.hpp"

#include <charconv>

#include "base/file_error.hpp"
#include "base/logging.hpp"
#include "library/official/results.hpp"
#include "library/sql/table_files.hpp"

namespace slipstream::library {
namespace {

void append_known(table::Column& column, const std::string& text) {
  if (text.empty()) return column.append_missing();
  column.append_text(text);
}

/// `sessions`: one row each, by date.
table::Table sessions_table(const std::vector<SessionEntry>& entries) {
  using table::Type;
  table::Table table;
  const auto add = [&](const char* name, Type type, auto append) {
    table::Column& column = table.add(name, type);
    for (const SessionEntry& entry : entries) append(column, entry);
  };
  const auto add_text = [&](const char* name, auto text) {
    add(name, Type::text, [&](auto& column, const auto& entry) { append_known(column, text(entry.info)); });
  };
  add_text("session_key", [](const auto& info) { return info.key; });
  add("year", Type::int64, [](auto& column, const auto& entry) {
    const std::string& date = entry.info.start_date;
    int year = 0;
    const auto read = std::from_chars(date.data(), date.data() + date.size(), year);
    column.append(read.ec == std::errc{} ? std::optional{year} : std::nullopt);
  });
  add_text("meeting", [](const auto& info) { return info.meeting; });
  add_text("name", [](const auto& info) { return info.name; });
  add_text("type", [](const auto& info) { return info.type; });
  add_text("country", [](const auto& info) { return info.country; });
  add_text("circuit", [](const auto& info) { return info.circuit; });
  add_text("start_date", [](const auto& info) { return info.start_date; });
  add_text("source", [](const auto& info) { return info.source; });
  add("total_laps", Type::int64,
      [](auto& column, const auto& entry) { column.append(entry.info.total_laps); });
  add("drivers", Type::int64,
      [](auto& column, const auto& entry) { column.append(entry.info.drivers.size()); });
  add("telemetry_records", Type::int64,
      [](auto& column, const auto& entry) { column.append(entry.telemetry_records); });
  return table;
}

/// `runs`: one row each, the oldest first.
table::Table runs_table(const std::vector<RunEntry>& entries) {
  using table::Type;
  table::Table table;
  const auto add = [&](const char* name, Type type, auto value) {
    table::Column& column = table.add(name, type);
    for (const RunEntry& entry : entries) column.append(value(entry));
  };
  const auto known = [](const std::string& text) {
    return text.empty() ? std::nullopt : std::optional{std::string_view{text}};
  };
  add("run_id", Type::text, [](const RunEntry& entry) { return std::string_view{entry.run_id}; });
  add("session_key", Type::text, [&](const RunEntry& entry) { return known(entry.session_key); });
  add("meeting", Type::text, [&](const RunEntry& entry) { return known(entry.meeting); });
  add("name", Type::text, [&](const RunEntry& entry) { return known(entry.session); });
  add("began", Type::timestamp, [](const RunEntry& entry) { return entry.began; });
  add("ended", Type::timestamp, [](const RunEntry& entry) { return entry.ended; });
  add("telemetry_records", Type::int64, [](const RunEntry& entry) { return entry.telemetry_records; });
  add("laps", Type::int64, [](const RunEntry& entry) { return entry.laps; });
  add("alerts", Type::int64, [](const RunEntry& entry) { return entry.alerts; });
  return table;
}

/// When each session's official results came.
std::vector<std::optional<std::filesystem::file_time_type>> results_times(
    const Library& library, const std::vector<SessionEntry>& entries) {
  std::vector<std::optional<std::filesystem::file_time_type>> times;
  for (const SessionEntry& entry : entries) {
    std::error_code none;
    const auto time = std::filesystem::last_write_time(results_file(library.folder(entry.key())), none);
    times.push_back(none ? std::nullopt : std::optional{time});
  }
  return times;
}

}  // namespace

Result<std::unique_ptr<SessionDatabase>> SessionDatabase::open(Library library) {
  const std::vector<std::filesystem::path> folders{library.folder(), library.runs().folder()};
  // DuckDB allows a folder only if it is there.
  for (const std::filesystem::path& folder : folders) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) return file_error(error.value(), "cannot make", folder);
  }
  auto database = table::Database::open({.readable = folders});
  if (!database) return propagate(database);
  return std::unique_ptr<SessionDatabase>(new SessionDatabase(std::move(library), std::move(*database)));
}

Result<std::size_t> SessionDatabase::query(const std::string& sql, table::TableSink& sink,
                                           const table::QueryLimits& limits, const source::Progress& progress,
                                           const std::stop_token& stop) {
  if (auto fresh = refresh(progress, stop); !fresh) return propagate(fresh);
  return database_.query(sql, sink, limits);
}

Result<> SessionDatabase::refresh(const source::Progress& progress, const std::stop_token& stop) {
  const std::scoped_lock lock(mutex_);
  if (auto fresh = refresh_sessions(progress, stop); !fresh) return fresh;
  if (auto fresh = refresh_runs(); !fresh) return fresh;
  return refresh_races();
}

/// The file only grows.
Result<> SessionDatabase::refresh_races() {
  std::error_code none;
  const std::uintmax_t size = std::filesystem::file_size(library_.races().file(), none);
  const std::uintmax_t seen = none ? 0 : size;
  if (seen_races_ == seen) return {};
  auto races = library_.races().list();
  if (!races) return propagate(races);
  if (auto set = database_.set_table("races", races_table(*races)); !set) return set;
  seen_races_ = seen;
  return {};
}

Result<> SessionDatabase::refresh_runs() {
  auto entries = library_.runs().list();
  if (!entries) return propagate(entries);
  if (seen_runs_ == *entries) return {};
  if (auto set = database_.set_table("runs", runs_table(*entries)); !set) return set;
  for (const RunTable& table : run_tables()) {
    const auto files = library_.runs().folder() / "*" / fmt::format("{}.parquet", table.file);
    if (auto set = database_.set_view(table.view, {files.string()}, table.empty()); !set) return set;
  }
  seen_runs_ = std::move(*entries);
  return {};
}

Result<> SessionDatabase::refresh_sessions(const source::Progress& progress, const std::stop_token& stop) {
  auto entries = library_.list();
  if (!entries) return propagate(entries);
  auto results = results_times(library_, *entries);
  if (seen_ == *entries && seen_results_ == results) return {};
  for (std::size_t done = 0; done < entries->size(); ++done) {
    const SessionEntry& entry = (*entries)[done];
    const auto part = [&](double of_this) {
      const double whole = (static_cast<double>(done) + of_this) / static_cast<double>(entries->size());
      if (progress) progress(whole);
    };
    auto made = make_table_files(entry, library_.folder(entry.key()), part, stop);
    if (made) continue;
    if (made.error().code == ErrorCode::interrupted) return made;
    spdlog::warn("{} has no tables for SQL: {}", entry.key(), made.error().to_string());
  }
  if (auto set = set_views(*entries); !set) return set;
  seen_ = std::move(*entries);
  seen_results_ = std::move(results);
  return {};
}

Result<> SessionDatabase::set_views(const std::vector<SessionEntry>& entries) {
  if (auto set = database_.set_table("sessions", sessions_table(entries)); !set) return set;
  for (const prepare::TableKind kind : kSqlTables) {
    const std::string name{prepare::to_string(kind)};
    const auto files = table_folder(library_.folder("*")) / (name + ".parquet");
    if (auto set = database_.set_view(name, {files.string()}, empty_sql_table(kind)); !set) return set;
  }
  return {};
}

}  // namespace slipstream::library

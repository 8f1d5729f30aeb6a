#include "table/database.hpp"

#include <algorithm>
#include <utility>

#include "table/arrow_schema.hpp"
#include "table/arrow_stream.hpp"
#include "table/engine.hpp"
#include "table/parquet_query.hpp"
#include "table/query_guard.hpp"
#include "table/query_watch.hpp"
#include "table/row_pump.hpp"

namespace slipstream::table {
namespace {

/// Sets up the sandbox: after it no setting changes any more.
Result<> lock_down(duckdb_connection connection, const std::vector<std::filesystem::path>& readable) {
  std::string folders;
  for (const auto& folder : readable) {
    std::error_code error;
    auto whole = std::filesystem::weakly_canonical(folder, error);
    folders += (folders.empty() ? "" : ", ") + quoted_text((error ? folder : whole).string());
  }
  for (const std::string& setting :
       {"SET allowed_directories = [" + folders + "]", std::string{"SET enable_external_access = false"},
        std::string{"SET lock_configuration = true"}}) {
    if (auto set = run(connection, setting); !set) return propagate(set);
  }
  return {};
}

const char* sql_type(Type type) {
  switch (type) {
    case Type::boolean: return "BOOLEAN";
    case Type::int64: return "BIGINT";
    case Type::text: return "VARCHAR";
    case Type::timestamp: return "TIMESTAMP";
    default: return "DOUBLE";  // durations are seconds
  }
}

std::string rows_of_nothing(const Table& columns) {
  std::string list;
  for (const Column& column : columns) {
    list += fmt::format("{}NULL::{} AS {}", list.empty() ? "" : ", ", sql_type(column.type()),
                        quoted_name(column.name()));
  }
  return "SELECT " + list + " WHERE false";
}

/// "* REPLACE (…)" that makes seconds of whole numbers with a unit.
std::string seconds_of(const std::vector<DurationField>& durations) {
  std::string list;
  for (const DurationField& duration : durations) {
    const std::string name = quoted_name(duration.name);
    list += fmt::format("{}{} / {}e0 AS {}", list.empty() ? "" : ", ", name,
                        1'000'000'000 / duration.unit.count(), name);
  }
  return list.empty() ? "*" : "* REPLACE (" + list + ")";
}

class CollectingSink final : public TableSink {
 public:
  Result<> write(const Table& batch) override {
    table.append(batch);
    return {};
  }
  Result<> finish() override { return {}; }

  Table table;
};

}  // namespace

struct Database::State {
  State(DatabaseOptions chosen, Engine opened)
      : options(std::move(chosen)), engine(std::move(opened)), gate(options.concurrent) {}

  Result<std::size_t> run_checked(const std::string& sql, TableSink& sink, const QueryLimits& limits);
  Error explained(Error error, const QueryWatch& watch, const QueryLimits& limits) const;

  DatabaseOptions options;
  Engine engine;
  QueryGate gate;
  std::mutex naming;  ///< one view or table is named at a time
  std::atomic<bool> stopping{false};
};

Error Database::State::explained(Error error, const QueryWatch& watch, const QueryLimits& limits) const {
  if (error.code == ErrorCode::interrupted && stopping) return {ErrorCode::interrupted, "the service stops"};
  if (error.code == ErrorCode::interrupted && watch.time_is_over()) {
    return {ErrorCode::timeout,
            fmt::format("the query took longer than {} ms: filter earlier, or ask for less",
                        limits.time.count())};
  }
  if (error.code == ErrorCode::unavailable) {
    return {
        ErrorCode::no_space,
        fmt::format(
            "the query needs more than the {} MiB that queries may have: filter earlier, or group by less",
            options.memory_bytes >> 20)};
  }
  if (error.code == ErrorCode::permission) error.message += " (only the views are to be read)";
  return statement_error(std::move(error));
}

Result<std::size_t> Database::State::run_checked(const std::string& sql, TableSink& sink,
                                                 const QueryLimits& limits) {
  const auto connection = engine.connect();
  if (!connection) return std::unexpected(connection.error());
  if (auto allowed = check_statement(connection->get(), sql); !allowed) return propagate(allowed);
  const QueryWatch watch(connection->get(), limits.time, stopping);
  Prepared prepared;
  if (duckdb_prepare(connection->get(), sql.c_str(), prepared.out()) != DuckDBSuccess) {
    return std::unexpected(explained(engine_error(duckdb_prepare_error(prepared.get())), watch, limits));
  }
  if (duckdb_prepared_statement_type(prepared.get()) != DUCKDB_STATEMENT_TYPE_SELECT) {
    return fail(ErrorCode::permission, "only SELECT is allowed here");
  }
  if (duckdb_nparams(prepared.get()) > 0) {
    return fail(ErrorCode::invalid_argument,
                "the statement has parameters ($1, ?): write their values into it");
  }
  auto result = execute(prepared.get(), Streaming::yes);
  if (!result) return std::unexpected(explained(std::move(result.error()), watch, limits));
  auto rows = RowPump(*result, sink, limits, watch).run();
  if (!rows) return std::unexpected(explained(std::move(rows.error()), watch, limits));
  return rows;
}

Database::Database(std::unique_ptr<State> state) : state_(std::move(state)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

Result<Database> Database::open(const DatabaseOptions& options) {
  auto engine = Engine::open({.threads = options.threads, .memory_bytes = options.memory_bytes});
  if (!engine) return propagate(engine);
  const auto connection = engine->connect();
  if (!connection) return std::unexpected(connection.error());
  if (auto locked = lock_down(connection->get(), options.readable); !locked) return propagate(locked);
  return Database(std::make_unique<State>(options, std::move(*engine)));
}

Result<> Database::set_view(std::string_view name, const std::vector<std::string>& patterns,
                            const Table& when_empty) {
  const auto connection = state_->engine.connect();
  if (!connection) return std::unexpected(connection.error());
  std::string list;
  for (const std::string& pattern : patterns) {
    auto found =
        run(connection->get(), fmt::format("SELECT count(*) > 0 FROM glob({})", quoted_text(pattern)));
    if (!found) return propagate(found);
    const auto chunk = next_chunk(*found);
    if (!chunk) return std::unexpected(chunk.error());
    if (!*static_cast<bool*>(duckdb_vector_get_data(duckdb_data_chunk_get_vector(chunk->get(), 0)))) continue;
    list += (list.empty() ? "" : ", ") + quoted_text(pattern);
  }
  std::string body = rows_of_nothing(when_empty);
  if (!list.empty()) {
    const std::string files = "[" + list + "]";
    const auto durations = arrow_durations(connection->get(), files);
    if (!durations) return std::unexpected(durations.error());
    body = fmt::format("SELECT {} FROM read_parquet({}, union_by_name=true)", seconds_of(*durations), files);
  }
  const std::lock_guard lock(state_->naming);
  const auto made =
      run(connection->get(), fmt::format("CREATE OR REPLACE VIEW {} AS {}", quoted_name(name), body));
  if (!made) return std::unexpected(made.error());
  return {};
}

Result<> Database::set_table(std::string_view name, const Table& table) {
  const auto connection = state_->engine.connect();
  if (!connection) return std::unexpected(connection.error());
  TableStream stream(table);
  std::vector<DurationField> durations;
  for (const Column& column : table) {
    if (column.type() == Type::duration) durations.push_back({column.name(), std::chrono::nanoseconds{1}});
  }
  const std::lock_guard lock(state_->naming);
  if (duckdb_arrow_scan(connection->get(), "slipstream_incoming",
                        reinterpret_cast<duckdb_arrow_stream>(stream.stream())) != DuckDBSuccess) {
    return fail(ErrorCode::internal, "DuckDB does not take the columns");
  }
  const auto made =
      run(connection->get(), fmt::format("CREATE OR REPLACE TABLE {} AS SELECT {} FROM slipstream_incoming",
                                         quoted_name(name), seconds_of(durations)));
  const auto dropped = run(connection->get(), "DROP VIEW slipstream_incoming");
  if (!made) return std::unexpected(made.error());
  if (!dropped) return std::unexpected(dropped.error());
  return {};
}

Result<std::size_t> Database::query(const std::string& sql, TableSink& sink,
                                    const QueryLimits& limits) const {
  if (state_->stopping) return fail(ErrorCode::interrupted, "the service stops");
  if (!state_->gate.enter(state_->options.wait)) {
    return fail(ErrorCode::unavailable, "{} other queries are running: try again",
                state_->options.concurrent);
  }
  auto rows = state_->run_checked(sql, sink, limits);
  state_->gate.leave();
  return rows;
}

Result<Table> Database::query(const std::string& sql, const QueryLimits& limits) const {
  CollectingSink sink;
  if (auto rows = query(sql, sink, limits); !rows) return propagate(rows);
  return std::move(sink.table);
}

void Database::stop() { state_->stopping = true; }

}  // namespace slipstream::table

#include "table/engine.hpp"

#include <array>

namespace slipstream::table {
namespace {

struct KindOfError {
  std::string_view prefix;
  ErrorCode code;
};
constexpr std::array kKindsOfErrors{
    KindOfError{"Parser Error: ", ErrorCode::invalid_argument},
    KindOfError{"Binder Error: ", ErrorCode::invalid_argument},
    KindOfError{"Catalog Error: ", ErrorCode::invalid_argument},
    KindOfError{"Conversion Error: ", ErrorCode::invalid_argument},
    KindOfError{"Out of Range Error: ", ErrorCode::invalid_argument},
    KindOfError{"Not implemented Error: ", ErrorCode::unsupported},
    KindOfError{"Invalid Input Error: ", ErrorCode::invalid_input},
    KindOfError{"Permission Error: ", ErrorCode::permission},
    KindOfError{"IO Error: ", ErrorCode::io},
    KindOfError{"INTERRUPT Error: ", ErrorCode::interrupted},
    KindOfError{"Out of Memory Error: ", ErrorCode::unavailable},
};

bool set_option(duckdb_config config, const char* name, const std::string& value) {
  return duckdb_set_config(config, name, value.c_str()) == DuckDBSuccess;
}

}  // namespace

Result<Engine> Engine::open(const EngineOptions& options) {
  Owned<duckdb_config, duckdb_destroy_config> config;
  bool set = duckdb_create_config(config.out()) == DuckDBSuccess;
  set = set && set_option(config.get(), "autoinstall_known_extensions", "false");
  set = set && set_option(config.get(), "autoload_known_extensions", "false");
  set = set && set_option(config.get(), "temp_directory", "");
  if (options.threads > 0) set = set && set_option(config.get(), "threads", std::to_string(options.threads));
  if (options.memory_bytes > 0) {
    set = set && set_option(config.get(), "memory_limit", std::to_string(options.memory_bytes) + "B");
  }
  if (!set) return fail(ErrorCode::internal, "DuckDB does not know one of our settings");

  Engine engine;
  char* message = nullptr;
  if (duckdb_open_ext(nullptr, engine.database_.out(), config.get(), &message) != DuckDBSuccess) {
    const std::string why = message == nullptr ? "no reason given" : message;
    duckdb_free(message);
    return fail(ErrorCode::internal, "DuckDB does not start: {}", why);
  }
  return engine;
}

Result<Connection> Engine::connect() const {
  Connection connection;
  if (duckdb_connect(database_.get(), connection.out()) != DuckDBSuccess) {
    return fail(ErrorCode::internal, "DuckDB takes no more connections");
  }
  return connection;
}

Result<QueryResult> run(duckdb_connection connection, const std::string& sql, Streaming streaming) {
  Prepared prepared;
  if (duckdb_prepare(connection, sql.c_str(), prepared.out()) != DuckDBSuccess) {
    return std::unexpected(engine_error(duckdb_prepare_error(prepared.get())));
  }
  return execute(prepared.get(), streaming);
}

Result<QueryResult> execute(duckdb_prepared_statement statement, Streaming streaming) {
  QueryResult result;
  if (streaming == Streaming::no) {
    if (duckdb_execute_prepared(statement, result.out()) == DuckDBSuccess) return result;
    return std::unexpected(engine_error(duckdb_result_error(result.out())));
  }
  Pending pending;
  if (duckdb_pending_prepared_streaming(statement, pending.out()) != DuckDBSuccess) {
    return std::unexpected(engine_error(duckdb_pending_error(pending.get())));
  }
  if (duckdb_execute_pending(pending.get(), result.out()) == DuckDBSuccess) return result;
  const char* message = duckdb_result_error(result.out());
  return std::unexpected(engine_error(message == nullptr ? duckdb_pending_error(pending.get()) : message));
}

Result<Chunk> next_chunk(QueryResult& result) {
  Chunk chunk;
  *chunk.out() = duckdb_fetch_chunk(*result.out());
  if (chunk.get() != nullptr) return chunk;
  const char* message = duckdb_result_error(result.out());
  if (message != nullptr && *message != '\0') return std::unexpected(engine_error(message));
  return chunk;
}

Error engine_error(const char* message) {
  constexpr std::string_view kAdvice = "\nPossible solutions:";
  std::string_view text = message == nullptr ? "DuckDB gives no reason" : message;
  text = text.substr(0, text.find(kAdvice));
  for (const KindOfError& kind : kKindsOfErrors) {
    if (!text.starts_with(kind.prefix)) continue;
    text.remove_prefix(kind.prefix.size());
    return {kind.code, std::string{text}};
  }
  return {ErrorCode::internal, std::string{text}};
}

}  // namespace slipstream::table

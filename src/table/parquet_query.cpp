#include "table/parquet_query.hpp"

#include <algorithm>

#include "table/chunk_columns.hpp"
#include "table/convert.hpp"
#include "table/table_source.hpp"

namespace slipstream::table {
namespace {

/// A column as DuckDB sees it.
struct FoundColumn {
  std::string name;
  std::optional<Type> type;  ///< nullopt for lists and the like
};

Result<std::vector<FoundColumn>> columns_of(duckdb_connection connection, const std::string& source) {
  Prepared prepared;
  if (duckdb_prepare(connection, ("SELECT * FROM " + source).c_str(), prepared.out()) != DuckDBSuccess) {
    return std::unexpected(engine_error(duckdb_prepare_error(prepared.get())));
  }
  std::vector<FoundColumn> columns;
  const idx_t count = duckdb_prepared_statement_column_count(prepared.get());
  for (idx_t index = 0; index < count; ++index) {
    const char* name = duckdb_prepared_statement_column_name(prepared.get(), index);
    columns.push_back({name, natural_type(duckdb_prepared_statement_column_type(prepared.get(), index))});
    duckdb_free(const_cast<char*>(name));
  }
  return columns;
}

std::vector<std::string> names_of(const std::vector<FoundColumn>& columns) {
  std::vector<std::string> names;
  names.reserve(columns.size());
  for (const FoundColumn& column : columns) names.push_back(column.name);
  return names;
}

/// The columns wanted, or an error that says which is not there or of another type.
Result<std::vector<PlannedColumn>> plan_wanted(const std::filesystem::path& path,
                                               const std::vector<FoundColumn>& columns,
                                               const std::vector<Wanted>& wanted) {
  std::vector<PlannedColumn> planned;
  for (const Wanted& want : wanted) {
    const auto found = std::find_if(columns.begin(), columns.end(),
                                    [&](const FoundColumn& column) { return column.name == want.name; });
    if (found == columns.end() && want.need == Need::optional) continue;
    if (found == columns.end()) return std::unexpected(missing_column(path, want, names_of(columns)));
    if (!found->type || !is_convertible(*found->type, want.type)) {
      return fail_at(path.string(), ErrorCode::invalid_input, "column {} is {}, not {}: save it as that",
                     want.name, found->type ? name_of(*found->type) : "a list or another nested type",
                     name_of(want.type));
    }
    planned.push_back({want.name, *found->type, want.type});
  }
  return planned;
}

std::vector<PlannedColumn> plan_all(const std::vector<FoundColumn>& columns) {
  std::vector<PlannedColumn> planned;
  for (const FoundColumn& column : columns) {
    if (!column.type || column.name.starts_with("__index_level_")) continue;
    planned.push_back({column.name, *column.type, *column.type});
  }
  return planned;
}

/// Whole numbers that Arrow calls durations, where a duration is wanted or anything is.
void mark_durations(std::vector<PlannedColumn>& planned, const std::vector<DurationField>& durations,
                    const ReadOptions& options) {
  for (PlannedColumn& column : planned) {
    const bool wanted = options.columns.empty() || column.type == Type::duration;
    if (column.found != Type::int64 || !wanted) continue;
    for (const DurationField& duration : durations) {
      if (duration.name != column.name) continue;
      column.type = Type::duration;
      column.unit = duration.unit;
    }
  }
}

/// The first value of a statement's answer; nullopt if there is none.
Result<std::optional<std::string>> one_text(duckdb_connection connection, const std::string& sql) {
  auto result = run(connection, sql);
  if (!result) return propagate(result);
  auto chunk = next_chunk(*result);
  if (!chunk) return propagate(chunk);
  if (chunk->get() == nullptr || duckdb_data_chunk_get_size(chunk->get()) == 0) return std::nullopt;
  Column values("value", Type::text);
  auto read = append_vector(duckdb_data_chunk_get_vector(chunk->get(), 0), 1, values);
  if (!read) return propagate(read);
  if (!values.has(0)) return std::nullopt;
  return std::string{values.text(0)};
}

Result<std::size_t> rows_of(duckdb_connection connection, const std::filesystem::path& path) {
  const auto rows = one_text(
      connection, fmt::format("SELECT num_rows::VARCHAR FROM parquet_file_metadata({})", quoted_path(path)));
  if (!rows) return std::unexpected(rows.error());
  return *rows ? std::stoull(**rows) : 0;
}

}  // namespace

Result<std::vector<DurationField>> arrow_durations(duckdb_connection connection, const std::string& files) {
  const auto schema =
      one_text(connection,
               fmt::format("SELECT decode(value) FROM parquet_kv_metadata({}) WHERE key = '{}'::BLOB LIMIT 1",
                           files, kArrowSchemaKey));
  if (!schema) return std::unexpected(schema.error());
  if (!*schema) return {};
  return durations_of_arrow_schema(**schema).value_or(std::vector<DurationField>{});
}

Result<FileQuery> plan_file_query(duckdb_connection connection, const std::filesystem::path& path,
                                  const ReadOptions& options) {
  const std::string source = fmt::format("read_parquet({}, binary_as_string=true)", quoted_path(path));
  const auto columns = columns_of(connection, source);
  if (!columns) return std::unexpected(parquet_error(columns.error(), path));
  auto planned = options.columns.empty() ? Result<std::vector<PlannedColumn>>{plan_all(*columns)}
                                         : plan_wanted(path, *columns, options.columns);
  if (!planned) return propagate(planned);
  if (planned->empty())
    return fail_at(path.string(), ErrorCode::invalid_input, "none of its columns is of use");
  const auto durations = arrow_durations(connection, quoted_path(path));
  if (!durations) return std::unexpected(parquet_error(durations.error(), path));
  mark_durations(*planned, *durations, options);
  const auto rows = rows_of(connection, path);
  if (!rows) return std::unexpected(parquet_error(rows.error(), path));
  return FileQuery{source, std::move(*planned), *rows};
}

Error parquet_error(Error error, const std::filesystem::path& path) {
  error.where = path.string();
  if (error.code == ErrorCode::unavailable || error.code == ErrorCode::interrupted) return error;
  const std::string why = error.message.substr(0, error.message.find('\n'));
  return {ErrorCode::invalid_input, "the Parquet file is damaged or cut off: copy it again (" + why + ")",
          error.where};
}

}  // namespace slipstream::table

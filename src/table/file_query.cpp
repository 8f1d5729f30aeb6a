#include "table/file_query.hpp"

#include <algorithm>

#include "table/chunk_columns.hpp"
#include "table/convert.hpp"

namespace slipstream::table {
namespace {

/// A column as DuckDB sees it.
struct FoundColumn {
  std::string name;
  std::optional<Type> type;  ///< nullopt for lists and the like
};

std::string csv_call(const std::filesystem::path& path, FileKind kind, Sample sample,
                     const std::string& types) {
  const char* compression = kind == FileKind::gzip_csv   ? "gzip"
                            : kind == FileKind::zstd_csv ? "zstd"
                                                         : "none";
  return fmt::format(
      "read_csv({}, header=true, compression='{}', "
      "nullstr=['','NaN','nan','NaT','None','NULL','null','<NA>'], "
      "sample_size={}{})",
      quoted_path(path), compression, sample == Sample::begin ? 20'480 : -1, types);
}

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

const FoundColumn* find_column(const std::vector<FoundColumn>& columns, std::string_view name) {
  const auto found =
      std::find_if(columns.begin(), columns.end(), [&](const auto& column) { return column.name == name; });
  return found == columns.end() ? nullptr : &*found;
}

/// The types of a CSV that must not be left to the first rows: "007" is a text where one is wanted, and a
/// column of numbers that begins with whole ones has others later.
std::string forced_types(const std::vector<FoundColumn>& columns, const std::vector<Wanted>& wanted) {
  std::string list;
  for (const Wanted& want : wanted) {
    const FoundColumn* column = find_column(columns, want.name);
    if (column == nullptr || column->type == want.type) continue;
    const bool numeric = column->type == Type::int64 || column->type == Type::float64;
    if (numeric && want.type == Type::int64) continue;
    const bool as_number = want.type == Type::float64 || (numeric && want.type == Type::duration);
    list += fmt::format("{}{}: '{}'", list.empty() ? "" : ", ", quoted_text(want.name),
                        as_number ? "DOUBLE" : "VARCHAR");
  }
  return list.empty() ? list : ", types={" + list + "}";
}

std::string names_of(const std::vector<FoundColumn>& columns) {
  constexpr std::size_t kMostNamed = 80;
  std::string names;
  for (std::size_t index = 0; index < std::min(columns.size(), kMostNamed); ++index) {
    names += (index == 0 ? "" : ", ") + columns[index].name;
  }
  return columns.size() > kMostNamed ? names + ", …" : names;
}

/// The columns wanted, or an error that says which is not there or of another type.
Result<std::vector<PlannedColumn>> plan_wanted(const std::filesystem::path& path,
                                               const std::vector<FoundColumn>& columns,
                                               const std::vector<Wanted>& wanted) {
  std::vector<PlannedColumn> planned;
  for (const Wanted& want : wanted) {
    const FoundColumn* column = find_column(columns, want.name);
    if (column == nullptr && want.need == Need::optional) continue;
    if (column == nullptr) {
      return fail(ErrorCode::invalid_input,
                  "there is no column {} ({}); the columns are {}: rename one, or add it", want.name,
                  name_of(want.type), names_of(columns));
    }
    if (!column->type || !is_convertible(*column->type, want.type)) {
      return fail_at(path.string(), ErrorCode::invalid_input, "column {} is {}, not {}: save it as {}",
                     want.name, column->type ? name_of(*column->type) : "a list or another nested type",
                     name_of(want.type), name_of(want.type));
    }
    planned.push_back({want.name, *column->type, want.type});
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

void mark_durations(std::vector<PlannedColumn>& planned, const std::vector<DurationField>& durations,
                    bool all_wanted) {
  for (PlannedColumn& column : planned) {
    if (column.found != Type::int64 || !(all_wanted || column.type == Type::duration)) continue;
    for (const DurationField& duration : durations) {
      if (duration.name != column.name) continue;
      column.type = Type::duration;
      column.unit = duration.unit;
    }
  }
}

}  // namespace

Result<std::vector<DurationField>> arrow_durations(duckdb_connection connection, const std::string& files) {
  auto result =
      run(connection,
          fmt::format("SELECT decode(value) FROM parquet_kv_metadata({}) WHERE key = '{}'::BLOB LIMIT 1",
                      files, kArrowSchemaKey));
  if (!result) return propagate(result);
  auto chunk = next_chunk(*result);
  if (!chunk) return propagate(chunk);
  if (chunk->get() == nullptr || duckdb_data_chunk_get_size(chunk->get()) == 0) return {};
  Column values("value", Type::text);
  if (auto read = append_vector(duckdb_data_chunk_get_vector(chunk->get(), 0), 1, values); !read) {
    return propagate(read);
  }
  if (!values.has(0)) return {};
  return durations_of_arrow_schema(values.text(0)).value_or(std::vector<DurationField>{});
}

Result<FileQuery> plan_file_query(duckdb_connection connection, const std::filesystem::path& path,
                                  FileKind kind, const ReadOptions& options, Sample sample) {
  std::string source = kind == FileKind::parquet
                           ? fmt::format("read_parquet({}, binary_as_string=true)", quoted_path(path))
                           : csv_call(path, kind, sample, "");
  auto columns = columns_of(connection, source);
  if (!columns) return propagate(columns);
  if (kind != FileKind::parquet) {
    const std::string types = forced_types(*columns, options.columns);
    if (!types.empty()) {
      source = csv_call(path, kind, sample, types);
      columns = columns_of(connection, source);
      if (!columns) return propagate(columns);
    }
  }

  auto planned = options.columns.empty() ? Result<std::vector<PlannedColumn>>{plan_all(*columns)}
                                         : plan_wanted(path, *columns, options.columns);
  if (!planned) return propagate(planned);
  if (planned->empty())
    return fail_at(path.string(), ErrorCode::invalid_input, "none of its columns is of use: {}",
                   names_of(*columns));
  if (kind == FileKind::parquet) {
    const auto durations = arrow_durations(connection, quoted_path(path));
    if (!durations) return std::unexpected(durations.error());
    mark_durations(*planned, *durations, options.columns.empty());
  }
  std::string list;
  for (const PlannedColumn& column : *planned) list += (list.empty() ? "" : ", ") + quoted_name(column.name);
  return FileQuery{fmt::format("SELECT {} FROM {}", list, source), std::move(*planned)};
}

}  // namespace slipstream::table

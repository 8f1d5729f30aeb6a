#include "table/read.hpp"

#include <limits>
#include <utility>

#include "table/chunk_columns.hpp"
#include "table/convert.hpp"
#include "table/duration_text.hpp"
#include "table/file_query.hpp"

namespace slipstream::table {

struct TableReader::State {
  std::filesystem::path path;
  FileKind kind;
  std::size_t batch_rows;
  bool sniffs;  ///< whether texts may turn out to be durations
  FileQuery query;
  Engine engine;
  Connection connection;
  QueryResult rows;  ///< ends before its connection
  std::size_t rows_before = 0;
  std::vector<Column> scratch = {};  ///< per column, for what is converted

  /// Gives the batch our columns, without rows; keeps its memory if it has them.
  void empty(Table& batch) const;
  Error misfit(const PlannedColumn& column, const BadValue& bad) const;
  Result<> append_column(const PlannedColumn& column, Column& scratch_column, duckdb_vector vector,
                         std::size_t count, Column& to) const;
  Result<bool> append_chunk(Table& batch);
  Result<> sniff_durations(Table& batch);
};

namespace {

/// Whole numbers with a unit of Arrow's → nanoseconds; nullopt where it does not fit into 64 bits.
std::optional<BadValue> append_with_unit(const Column& from, std::int64_t unit, Column& to) {
  for (std::size_t row = 0; row < from.size(); ++row) {
    std::int64_t nanos = 0;
    if (!from.has(row)) {
      to.append_missing();
    } else if (__builtin_mul_overflow(from.integers()[row], unit, &nanos)) {
      return BadValue{row, std::to_string(from.integers()[row])};
    } else {
      to.append_integer(nanos);
    }
  }
  return std::nullopt;
}

bool holds_durations(const Column& column) {
  if (column.type() != Type::text || column.missing() == column.size()) return false;
  for (std::size_t row = 0; row < column.size(); ++row) {
    if (column.has(row) && !is_duration_text(column.text(row))) return false;
  }
  return true;
}

}  // namespace

void TableReader::State::empty(Table& batch) const {
  bool same = batch.width() == query.columns.size();
  for (std::size_t index = 0; same && index < batch.width(); ++index) {
    const Column& column = batch.column(index);
    same = column.name() == query.columns[index].name && column.type() == query.columns[index].type;
  }
  if (same) return batch.clear_rows();
  batch = Table{};
  for (const PlannedColumn& column : query.columns) batch.add(column.name, column.type);
}

Error TableReader::State::misfit(const PlannedColumn& column, const BadValue& bad) const {
  std::string advice = "correct it, or leave the cell empty";
  if (column.type == Type::duration && column.found == Type::int64) {
    advice =
        "durations are seconds, or text like 0 days 00:01:17.147, or have Arrow's type in the file's "
        "metadata";
  }
  if (column.type == Type::float64) advice = "numbers have a decimal point; " + advice;
  return {ErrorCode::invalid_input,
          fmt::format("row {}, column {}: '{}' is not a {}; {}", rows_before + bad.row + 1, column.name,
                      bad.value.substr(0, 80), name_of(column.type), advice),
          path.string()};
}

Result<> TableReader::State::append_column(const PlannedColumn& column, Column& scratch_column,
                                           duckdb_vector vector, std::size_t count, Column& to) const {
  if (column.found == column.type) {
    auto appended = append_vector(vector, count, to);
    if (appended) return {};
    return fail_at(path.string(), ErrorCode::invalid_input, "column {}: {}", column.name,
                   appended.error().message);
  }
  scratch_column.clear();
  if (auto appended = append_vector(vector, count, scratch_column); !appended) {
    return fail_at(path.string(), ErrorCode::invalid_input, "column {}: {}", column.name,
                   appended.error().message);
  }
  const auto bad = column.unit ? append_with_unit(scratch_column, column.unit->count(), to)
                               : append_converted(scratch_column, to);
  if (bad) return std::unexpected(misfit(column, *bad));
  return {};
}

/// false at the end.
Result<bool> TableReader::State::append_chunk(Table& batch) {
  auto chunk = next_chunk(rows);
  if (!chunk) return std::unexpected(file_error(std::move(chunk.error()), path, kind));
  if (chunk->get() == nullptr) return false;
  const std::size_t count = duckdb_data_chunk_get_size(chunk->get());
  for (std::size_t index = 0; index < query.columns.size(); ++index) {
    auto appended =
        append_column(query.columns[index], scratch[index], duckdb_data_chunk_get_vector(chunk->get(), index),
                      count, batch.column(index));
    if (!appended) return propagate(appended);
  }
  rows_before += count;
  return count > 0;
}

Result<> TableReader::State::sniff_durations(Table& batch) {
  for (std::size_t index = 0; index < query.columns.size(); ++index) {
    if (!holds_durations(batch.column(index))) continue;
    PlannedColumn& column = query.columns[index];
    column.type = Type::duration;
    Column durations(column.name, Type::duration);
    if (const auto bad = append_converted(batch.column(index), durations)) {
      return std::unexpected(misfit(column, *bad));
    }
    batch.column(index) = std::move(durations);
  }
  sniffs = false;
  return {};
}

TableReader::TableReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
TableReader::TableReader(TableReader&&) noexcept = default;
TableReader& TableReader::operator=(TableReader&&) noexcept = default;
TableReader::~TableReader() = default;

Result<TableReader> TableReader::open_sampled(const std::filesystem::path& path, const ReadOptions& options,
                                              Sample sample) {
  const auto kind = kind_of_file(path);
  if (!kind) return std::unexpected(kind.error());
  auto engine = Engine::open({.threads = options.threads});
  if (!engine) return propagate(engine);
  auto connection = engine->connect();
  if (!connection) return propagate(connection);
  auto query = plan_file_query(connection->get(), path, *kind, options, sample);
  if (!query) return std::unexpected(file_error(std::move(query.error()), path, *kind));
  auto rows = run(connection->get(), query->sql, Streaming::yes);
  if (!rows) return std::unexpected(file_error(std::move(rows.error()), path, *kind));
  auto state = std::make_unique<State>(State{.path = path,
                                             .kind = *kind,
                                             .batch_rows = options.batch_rows,
                                             .sniffs = options.columns.empty(),
                                             .query = std::move(*query),
                                             .engine = std::move(*engine),
                                             .connection = std::move(*connection),
                                             .rows = std::move(*rows)});
  for (const PlannedColumn& column : state->query.columns)
    state->scratch.emplace_back(column.name, column.found);
  return TableReader(std::move(state));
}

Result<TableReader> TableReader::open(const std::filesystem::path& path, const ReadOptions& options) {
  return open_sampled(path, options, Sample::begin);
}

Result<bool> TableReader::next(Table& batch) {
  State& state = *state_;
  state.empty(batch);
  while (batch.rows() < state.batch_rows) {
    const auto more = state.append_chunk(batch);
    if (!more) return std::unexpected(more.error());
    if (!*more) break;
  }
  if (state.sniffs) {
    if (auto sniffed = state.sniff_durations(batch); !sniffed) return propagate(sniffed);
  }
  return batch.rows() > 0;
}

Result<Table> read_table(const std::filesystem::path& path, const ReadOptions& options) {
  ReadOptions whole = options;
  whole.batch_rows = std::numeric_limits<std::size_t>::max();
  Table table;
  const auto read_all = [&](Sample sample) -> Result<bool> {
    auto reader = TableReader::open_sampled(path, whole, sample);
    if (!reader) return propagate(reader);
    return reader->next(table);
  };
  auto read = read_all(Sample::begin);
  // A CSV whose first rows mislead about the types.
  if (!read && read.error().code == ErrorCode::invalid_input && options.columns.empty()) {
    read = read_all(Sample::everything);
  }
  if (!read) return propagate(read);
  return table;
}

}  // namespace slipstream::table

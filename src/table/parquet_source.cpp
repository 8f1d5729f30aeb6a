#include <utility>

#include "table/chunk_columns.hpp"
#include "table/convert.hpp"
#include "table/duration_text.hpp"
#include "table/parquet_query.hpp"
#include "table/table_source.hpp"

namespace slipstream::table {
namespace {

/// Whole numbers with a unit of Arrow's → nanoseconds; the first that does not fit into 64 bits.
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

class ParquetSource final : public TableSource {
 public:
  ParquetSource(std::filesystem::path path, const ReadOptions& options, FileQuery query, Engine engine,
                Connection connection, QueryResult rows)
      : path_(std::move(path)),
        batch_rows_(options.batch_rows),
        sniffs_(options.columns.empty()),
        query_(std::move(query)),
        engine_(std::move(engine)),
        connection_(std::move(connection)),
        rows_(std::move(rows)) {
    for (const PlannedColumn& column : query_.columns) scratch_.emplace_back(column.name, column.found);
  }

  Result<bool> next(Table& batch) override;

 private:
  /// false at the end.
  Result<bool> append_chunk(Table& batch);
  Result<> append_column(std::size_t index, duckdb_vector vector, std::size_t count, Column& to);
  Result<> sniff_durations(Table& batch);
  [[nodiscard]] Error misfit(const PlannedColumn& column, const BadValue& bad) const;

  std::filesystem::path path_;
  std::size_t batch_rows_;
  bool sniffs_;  ///< whether texts may turn out to be durations
  FileQuery query_;
  Engine engine_;
  Connection connection_;
  QueryResult rows_;     ///< ends before its connection
  bool at_end_ = false;  ///< nothing may be fetched after the end
  std::size_t rows_before_ = 0;
  std::vector<Column> scratch_;  ///< per column, for what is converted
};

Result<bool> ParquetSource::next(Table& batch) {
  batch = Table{};
  for (const PlannedColumn& column : query_.columns) batch.add(column.name, column.type);
  batch.reserve(std::min(batch_rows_, query_.rows));
  while (!at_end_ && batch.rows() < batch_rows_) {
    const auto more = append_chunk(batch);
    if (!more) return std::unexpected(more.error());
    at_end_ = !*more;
  }
  if (std::exchange(sniffs_, false)) {
    if (auto sniffed = sniff_durations(batch); !sniffed) return propagate(sniffed);
  }
  return batch.rows() > 0;
}

Result<bool> ParquetSource::append_chunk(Table& batch) {
  auto chunk = next_chunk(rows_);
  if (!chunk) return std::unexpected(parquet_error(std::move(chunk.error()), path_));
  if (chunk->get() == nullptr) return false;
  const std::size_t count = duckdb_data_chunk_get_size(chunk->get());
  for (std::size_t index = 0; index < query_.columns.size(); ++index) {
    const duckdb_vector vector = duckdb_data_chunk_get_vector(chunk->get(), index);
    if (auto appended = append_column(index, vector, count, batch.column(index)); !appended)
      return propagate(appended);
  }
  rows_before_ += count;
  return true;
}

Result<> ParquetSource::append_column(std::size_t index, duckdb_vector vector, std::size_t count,
                                      Column& to) {
  const PlannedColumn& column = query_.columns[index];
  const bool as_it_is = column.found == column.type;
  Column& read = as_it_is ? to : scratch_[index];
  if (!as_it_is) read.clear();
  if (auto appended = append_vector(vector, count, read); !appended) {
    return fail_at(path_.string(), ErrorCode::invalid_input, "column {}: {}", column.name,
                   appended.error().message);
  }
  if (as_it_is) return {};
  const auto bad =
      column.unit ? append_with_unit(read, column.unit->count(), to) : append_converted(read, to);
  if (bad) return std::unexpected(misfit(column, *bad));
  return {};
}

Result<> ParquetSource::sniff_durations(Table& batch) {
  for (std::size_t index = 0; index < query_.columns.size(); ++index) {
    if (!holds_durations(batch.column(index))) continue;
    PlannedColumn& column = query_.columns[index];
    column.type = Type::duration;
    Column durations(column.name, Type::duration);
    if (const auto bad = append_converted(batch.column(index), durations)) {
      return std::unexpected(misfit(column, *bad));
    }
    batch.column(index) = std::move(durations);
  }
  return {};
}

Error ParquetSource::misfit(const PlannedColumn& column, const BadValue& bad) const {
  return {ErrorCode::invalid_input,
          fmt::format("row {}, column {}: '{}' is no {}; {}", rows_before_ + bad.row + 1, column.name,
                      bad.value.substr(0, 80), name_of(column.type), advice_for(column.type)),
          path_.string()};
}

}  // namespace

Result<std::unique_ptr<TableSource>> open_parquet(const std::filesystem::path& path,
                                                  const ReadOptions& options) {
  auto engine = Engine::open({.threads = options.threads});
  if (!engine) return propagate(engine);
  auto connection = engine->connect();
  if (!connection) return propagate(connection);
  auto query = plan_file_query(connection->get(), path, options);
  if (!query) return propagate(query);
  auto rows = run(connection->get(), query->sql, Streaming::yes);
  if (!rows) return std::unexpected(parquet_error(std::move(rows.error()), path));
  return std::make_unique<ParquetSource>(path, options, std::move(*query), std::move(*engine),
                                         std::move(*connection), std::move(*rows));
}

}  // namespace slipstream::table

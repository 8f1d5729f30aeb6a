#include "table/parquet_stream.hpp"

#include <utility>

#include "table/chunk_columns.hpp"
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

}  // namespace

Result<ParquetStream> ParquetStream::open(const Engine& engine, const std::filesystem::path& path,
                                          const FileQuery& query, std::vector<std::size_t> mine) {
  auto connection = engine.connect();
  if (!connection) return propagate(connection);
  std::string list;
  for (const std::size_t index : mine) {
    list += (list.empty() ? "" : ", ") + quoted_name(query.columns[index].name);
  }
  auto rows = run(connection->get(), fmt::format("SELECT {} FROM {}", list, query.source), Streaming::yes);
  if (!rows) return std::unexpected(parquet_error(std::move(rows.error()), path));
  return ParquetStream(path, query, std::move(mine), std::move(*connection), std::move(*rows));
}

ParquetStream::ParquetStream(const std::filesystem::path& path, const FileQuery& query,
                             std::vector<std::size_t> mine, Connection connection, QueryResult rows)
    : path_(path),
      query_(&query),
      mine_(std::move(mine)),
      connection_(std::move(connection)),
      rows_(std::move(rows)) {
  for (const std::size_t index : mine_) {
    scratch_.emplace_back(query.columns[index].name, query.columns[index].found);
  }
}

Result<> ParquetStream::fill(Table& batch, std::size_t rows) {
  while (!at_end_ && batch.column(mine_.front()).size() < rows) {
    const auto more = append_chunk(batch);
    if (!more) return std::unexpected(more.error());
    at_end_ = !*more;
  }
  return {};
}

Result<bool> ParquetStream::append_chunk(Table& batch) {
  auto chunk = next_chunk(rows_);
  if (!chunk) return std::unexpected(parquet_error(std::move(chunk.error()), path_));
  if (chunk->get() == nullptr) return false;
  const std::size_t count = duckdb_data_chunk_get_size(chunk->get());
  for (std::size_t place = 0; place < mine_.size(); ++place) {
    const duckdb_vector vector = duckdb_data_chunk_get_vector(chunk->get(), place);
    if (auto appended = append_column(place, vector, count, batch.column(mine_[place])); !appended)
      return propagate(appended);
  }
  rows_before_ += count;
  return true;
}

Result<> ParquetStream::append_column(std::size_t place, duckdb_vector vector, std::size_t count,
                                      Column& to) {
  const PlannedColumn& column = query_->columns[mine_[place]];
  const bool as_it_is = column.found == column.type;
  Column& read = as_it_is ? to : scratch_[place];
  if (!as_it_is) read.clear();
  if (auto appended = append_vector(vector, count, read); !appended) {
    return fail_at(path_.string(), ErrorCode::invalid_input, "column {}: {}", column.name,
                   appended.error().message);
  }
  if (as_it_is) return {};
  const auto bad =
      column.unit ? append_with_unit(read, column.unit->count(), to) : append_converted(read, to);
  if (bad) return std::unexpected(parquet_misfit(path_, rows_before_, column, *bad));
  return {};
}

Error parquet_misfit(const std::filesystem::path& path, std::size_t rows_before, const PlannedColumn& column,
                     const BadValue& bad) {
  return {ErrorCode::invalid_input,
          fmt::format("row {}, column {}: '{}' is no {}; {}", rows_before + bad.row + 1, column.name,
                      bad.value.substr(0, 80), name_of(column.type), advice_for(column.type)),
          path.string()};
}

}  // namespace slipstream::table

#include "table/row_pump.hpp"

#include <utility>

#include "table/chunk_columns.hpp"

namespace slipstream::table {
namespace {

std::uint64_t bytes_of(const Table& table) {
  std::uint64_t bytes = 0;
  for (const Column& column : table) {
    bytes += column.type() == Type::text ? column.text_bytes().size() : 8 * column.size();
  }
  return bytes;
}

/// The columns of a result, or which of them no table can have.
Result<Table> columns_of_result(QueryResult& result) {
  Table columns;
  const idx_t count = duckdb_column_count(result.out());
  for (idx_t index = 0; index < count; ++index) {
    const std::string name = duckdb_column_name(result.out(), index);
    const auto type = natural_type(duckdb_column_type(result.out(), index));
    if (!type) {
      return fail(
          ErrorCode::unsupported,
          "column {} is a list or another type without a place in a table: unnest it, or CAST it to VARCHAR",
          name);
    }
    columns.add(name, *type);
  }
  return columns;
}

}  // namespace

Result<std::size_t> RowPump::run() {
  auto columns = columns_of_result(result_);
  if (!columns) return propagate(columns);
  batch_ = std::move(*columns);
  while (true) {
    const auto more = pump();
    if (!more) return std::unexpected(more.error());
    if (!*more) break;
  }
  if (rows_ > 0) return rows_;
  batch_.clear_rows();
  if (auto written = sink_.write(batch_); !written) return propagate(written);
  return rows_;
}

Result<bool> RowPump::pump() {
  if (watch_.must_end()) return fail(ErrorCode::interrupted, "interrupted");
  auto chunk = next_chunk(result_);
  if (!chunk) return propagate(chunk);
  if (chunk->get() == nullptr) return false;
  batch_.clear_rows();
  const std::size_t count = duckdb_data_chunk_get_size(chunk->get());
  if (count == 0) return true;
  for (std::size_t index = 0; index < batch_.width(); ++index) {
    auto read = append_vector(duckdb_data_chunk_get_vector(chunk->get(), index), count, batch_.column(index));
    if (read) continue;
    return fail(ErrorCode::unsupported, "column {}: {}", batch_.column(index).name(), read.error().message);
  }
  rows_ += count;
  bytes_ += bytes_of(batch_);
  if (auto fits = check_size(); !fits) return propagate(fits);
  if (auto written = sink_.write(batch_); !written) return propagate(written);
  return true;
}

Result<> RowPump::check_size() const {
  if (rows_ > limits_.rows) {
    return fail(ErrorCode::no_space, "there are more than {} rows: add a LIMIT or a WHERE", limits_.rows);
  }
  if (bytes_ > limits_.bytes) {
    return fail(ErrorCode::no_space, "the result is larger than {} bytes: ask for fewer rows or columns",
                limits_.bytes);
  }
  return {};
}

}  // namespace slipstream::table

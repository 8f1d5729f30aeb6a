#include <algorithm>
#include <thread>
#include <utility>

#include "table/duration_text.hpp"
#include "table/parallel.hpp"
#include "table/parquet_stream.hpp"
#include "table/table_source.hpp"

namespace slipstream::table {
namespace {

bool holds_durations(const Column& column) {
  if (column.type() != Type::text || column.missing() == column.size()) return false;
  for (std::size_t row = 0; row < column.size(); ++row) {
    if (column.has(row) && !is_duration_text(column.text(row))) return false;
  }
  return true;
}

/// A file read by several threads, each of them some of the columns.
class ParquetSource final : public TableSource {
 public:
  ParquetSource(std::filesystem::path path, const ReadOptions& options, FileQuery query, Engine engine)
      : path_(std::move(path)),
        batch_rows_(options.batch_rows),
        sniffs_(options.columns.empty()),
        query_(std::move(query)),
        engine_(std::move(engine)) {}

  Result<> begin(std::size_t threads);
  Result<bool> next(Table& batch) override;

 private:
  Result<> sniff_durations(Table& batch);

  std::filesystem::path path_;
  std::size_t batch_rows_;
  bool sniffs_;  ///< whether texts may turn out to be durations
  FileQuery query_;
  Engine engine_;
  std::vector<ParquetStream> streams_;
};

Result<> ParquetSource::begin(std::size_t threads) {
  const std::size_t count = std::min(threads, query_.columns.size());
  for (std::size_t stream = 0; stream < count; ++stream) {
    std::vector<std::size_t> columns;
    for (std::size_t index = stream; index < query_.columns.size(); index += count) columns.push_back(index);
    auto opened = ParquetStream::open(engine_, path_, query_, std::move(columns));
    if (!opened) return propagate(opened);
    streams_.push_back(std::move(*opened));
  }
  return {};
}

Result<bool> ParquetSource::next(Table& batch) {
  batch = Table{};
  for (const PlannedColumn& column : query_.columns) batch.add(column.name, column.type);
  batch.reserve(std::min(batch_rows_, query_.rows));
  std::vector<Result<>> filled(streams_.size());
  for_each_index(streams_.size(), streams_.size(),
                 [&](std::size_t stream) { filled[stream] = streams_[stream].fill(batch, batch_rows_); });
  for (Result<>& each : filled) {
    if (!each) return propagate(each);
  }
  for (const Column& column : batch) {
    if (column.size() == batch.rows()) continue;
    return fail_at(path_.string(), ErrorCode::internal, "DuckDB gave {} rows of {}, not {}", column.size(),
                   column.name(), batch.rows());
  }
  if (std::exchange(sniffs_, false)) {
    if (auto sniffed = sniff_durations(batch); !sniffed) return propagate(sniffed);
  }
  return batch.rows() > 0;
}

Result<> ParquetSource::sniff_durations(Table& batch) {
  for (std::size_t index = 0; index < query_.columns.size(); ++index) {
    if (!holds_durations(batch.column(index))) continue;
    PlannedColumn& column = query_.columns[index];
    column.type = Type::duration;
    Column durations(column.name, Type::duration);
    if (const auto bad = append_converted(batch.column(index), durations)) {
      return std::unexpected(parquet_misfit(path_, 0, column, *bad));
    }
    batch.column(index) = std::move(durations);
  }
  return {};
}

}  // namespace

Result<std::unique_ptr<TableSource>> open_parquet(const std::filesystem::path& path,
                                                  const ReadOptions& options) {
  // A thread of ours for each stream does its work.
  auto engine = Engine::open({.threads = 1});
  if (!engine) return propagate(engine);
  auto connection = engine->connect();
  if (!connection) return propagate(connection);
  auto query = plan_file_query(connection->get(), path, options);
  if (!query) return propagate(query);
  auto source = std::make_unique<ParquetSource>(path, options, std::move(*query), std::move(*engine));
  const std::size_t threads = options.threads > 0 ? options.threads : std::thread::hardware_concurrency();
  if (auto begun = source->begin(std::max<std::size_t>(1, threads)); !begun) return propagate(begun);
  return source;
}

}  // namespace slipstream::table

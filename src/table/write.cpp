#include "table/write.hpp"

#include <cerrno>

#include "table/arrow_schema.hpp"
#include "table/arrow_stream.hpp"
#include "table/engine.hpp"
#include "table/new_file.hpp"

namespace slipstream::table {
namespace {

/// DuckDB says in words what the system said in numbers.
Error parquet_failure(const Error& error, const std::filesystem::path& path) {
  if (error.message.find("No space left") != std::string::npos) return file_failure(path, ENOSPC);
  if (error.message.find("Permission denied") != std::string::npos) return file_failure(path, EACCES);
  return {error.code, error.message, path.string()};
}

struct ParquetWriting {
  std::size_t rows_of_group;  ///< larger ones compress better, but are in memory before they are written
  unsigned threads;           ///< of DuckDB; 0: as many as there are cores
};
/// The table is in memory anyway.
constexpr ParquetWriting kWholeTable{.rows_of_group = 122'880, .threads = 0};
/// Each thread of DuckDB collects a row group, and keeps those that wait for their turn.
constexpr ParquetWriting kBatches{.rows_of_group = 16'384, .threads = 2};

/// Of zstd: a tenth off the time of a whole preparation against DuckDB's 3, for a file 6 % larger.
constexpr int kCompressionLevel = 1;
/// Distinct values of a column in a row group beyond which they are written one by one. Against DuckDB's
/// default, a fifth of the rows, the prepared table is 3 % smaller and its writer holds 15 MiB less.
constexpr int kDictionaryValues = 300;

/// What `stream` gives, whose columns are those of `shape`.
Result<> copy_to_parquet(ArrowArrayStream* stream, const Table& shape, const std::filesystem::path& path,
                         const ParquetWriting& how) {
  const auto engine = Engine::open({.threads = how.threads});
  if (!engine) return std::unexpected(engine.error());
  const auto connection = engine->connect();
  if (!connection) return std::unexpected(connection.error());
  if (duckdb_arrow_scan(connection->get(), "slipstream", reinterpret_cast<duckdb_arrow_stream>(stream)) !=
      DuckDBSuccess) {
    return fail(ErrorCode::internal, "DuckDB does not take the columns");
  }
  const auto copied = run(
      connection->get(),
      fmt::format(
          "COPY (SELECT * FROM slipstream) TO {} (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL {}, "
          "DICTIONARY_SIZE_LIMIT {}, ROW_GROUP_SIZE {}, USE_TMP_FILE false, KV_METADATA {{{}: {}}})",
          quoted_text(path.string()), kCompressionLevel, kDictionaryValues, how.rows_of_group,
          quoted_text(kArrowSchemaKey), quoted_text(encode_arrow_schema(shape))));
  if (!copied) return std::unexpected(copied.error());
  return {};
}

Result<> write_parquet(ArrowArrayStream* stream, const Table& shape, const std::filesystem::path& path,
                       const ParquetWriting& how) {
  auto file = NewFile::at(path);
  if (!file) return propagate(file);
  if (auto copied = copy_to_parquet(stream, shape, file->temporary(), how); !copied) {
    return std::unexpected(parquet_failure(copied.error(), path));
  }
  return file->commit();
}

Result<> write_parquet(const Table& table, const std::filesystem::path& path) {
  TableStream stream(table);
  return write_parquet(stream.stream(), table, path, kWholeTable);
}

Result<> write_parquet(Table first, const BatchSource& batches, const std::filesystem::path& path) {
  const Table shape = first.empty_copy();
  BatchStream stream(std::move(first), batches);
  auto written = write_parquet(stream.stream(), shape, path, kBatches);
  if (!written && stream.failure()) return std::unexpected(*stream.failure());
  return written;
}

class ParquetSink final : public TableSink {
 public:
  explicit ParquetSink(std::filesystem::path path) : path_(std::move(path)) {}
  Result<> write(const Table& batch) override {
    table_.append(batch);
    return {};
  }
  Result<> finish() override { return write_table(table_, path_, Format::parquet); }

 private:
  std::filesystem::path path_;
  Table table_;
};

class TextFileSink final : public TableSink {
 public:
  TextFileSink(NewFile file, FileBytes bytes, Format format)
      : file_(std::move(file)), bytes_(std::move(bytes)) {
    auto write_bytes = [this](std::string_view piece) { return bytes_.write(piece); };
    sink_ = format == Format::csv ? csv_sink(write_bytes) : json_sink(write_bytes);
  }
  Result<> write(const Table& batch) override { return sink_->write(batch); }
  Result<> finish() override {
    if (auto finished = sink_->finish(); !finished) return finished;
    if (auto closed = bytes_.close(); !closed) return closed;
    return file_.commit();
  }

 private:
  NewFile file_;
  FileBytes bytes_;
  std::unique_ptr<TableSink> sink_;
};

Result<> check_shape(const Table& table) {
  if (table.width() == 0)
    return fail(ErrorCode::invalid_argument, "a table without columns cannot be written");
  for (const Column& column : table) {
    if (column.size() == table.rows()) continue;
    return fail(ErrorCode::internal, "column {} has {} rows, not {}", column.name(), column.size(),
                table.rows());
  }
  return {};
}

}  // namespace

Result<Format> format_of(const std::filesystem::path& path) {
  const auto ending = path.extension();
  if (ending == ".parquet" || ending == ".pq") return Format::parquet;
  if (ending == ".csv") return Format::csv;
  if (ending == ".json") return Format::json;
  return fail_at(path.string(), ErrorCode::invalid_argument, "tables are written as .parquet, .csv or .json");
}

Result<std::unique_ptr<TableSink>> file_sink(const std::filesystem::path& path, Format format) {
  auto file = NewFile::at(path);
  if (!file) return propagate(file);
  if (format == Format::parquet) return std::make_unique<ParquetSink>(path);
  auto bytes = FileBytes::open(file->temporary());
  if (!bytes) return propagate(bytes);
  return std::make_unique<TextFileSink>(std::move(*file), std::move(*bytes), format);
}

Result<> write_table(const Table& table, const std::filesystem::path& path) {
  const auto format = format_of(path);
  return format ? write_table(table, path, *format) : std::unexpected(format.error());
}

Result<> write_table(const Table& table, const std::filesystem::path& path, Format format) {
  if (auto shape = check_shape(table); !shape) return shape;
  if (format == Format::parquet) return write_parquet(table, path);
  auto sink = file_sink(path, format);
  if (!sink) return propagate(sink);
  if (auto written = (*sink)->write(table); !written) return written;
  return (*sink)->finish();
}

Result<> write_batches(const BatchSource& batches, const std::filesystem::path& path) {
  const auto format = format_of(path);
  return format ? write_batches(batches, path, *format) : std::unexpected(format.error());
}

Result<> write_batches(const BatchSource& batches, const std::filesystem::path& path, Format format) {
  Table batch;
  auto more = batches(batch);
  if (!more) return propagate(more);
  if (auto shape = check_shape(batch); !shape) return shape;
  if (format == Format::parquet) return write_parquet(std::move(batch), batches, path);
  auto sink = file_sink(path, format);
  if (!sink) return propagate(sink);
  do {
    if (auto written = (*sink)->write(batch); !written) return written;
    more = batches(batch);
    if (!more) return propagate(more);
  } while (*more);
  return (*sink)->finish();
}

}  // namespace slipstream::table
